/**
 * Writes dist/README.md, the README of the .vsix. Relative links and pictures need a public repository to point into;
 * as long as package.json names none, links become their text and pictures are left out.
 */
import { readFileSync, writeFileSync } from 'node:fs';

const { repository } = JSON.parse(readFileSync('package.json', 'utf8')) as { readonly repository?: unknown };
const readme = readFileSync('README.md', 'utf8');

const relative = String.raw`(?!https?:|#|mailto:)[^)\s]+`;
const withoutPictures = readme.replaceAll(new RegExp(String.raw`!\[[^\]]*\]\(${relative}\)\n*`, 'g'), '');
const withoutLinks = withoutPictures.replaceAll(
  new RegExp(String.raw`\[([^\]]+)\]\(${relative}\)`, 'g'),
  '$1',
);

writeFileSync('dist/README.md', repository === undefined ? withoutLinks : readme);
