import { refuse } from '../../data/fault.ts';
import { CONVERT } from '../../data/png.ts';
import type { Result } from '../../engine/fault.ts';
import { below, namesOf, type FolderListing } from '../folderListing.ts';
import type { ReadFile } from '../load.ts';
import { readSafely } from '../readSafely.ts';
import { isCifarFile } from './cifarFolder.ts';
import { isIdxFile } from './idxFolder.ts';
import type { ReadFolder } from './folderContents.ts';
import { stackedImages } from './stackedImages.ts';

const PNG = /\.png$/i;
/** Pictures that are not read; whatever else lies in the folders is no picture and in nobody’s way. */
const OTHER_PICTURE = /\.(jpe?g|webp|bmp|gif|tiff?|p[gp]m|avif|heic)$/i;

/** A folder that stands for a class, and the PNGs in it. */
interface ClassFolder {
  readonly name: string;
  readonly listing: FolderListing;
  readonly images: readonly string[];
}

/** Reads a folder in which a folder stands for each class, as torchvision’s ImageFolder does: classes and images sorted by name. */
export async function readClassFolders(
  path: string,
  listing: FolderListing,
  readFile: ReadFile,
): Promise<Result<ReadFolder>> {
  const classes: ClassFolder[] = [];
  for (const name of namesOf(listing, 'folder')) {
    const read = await readSafely(readFile, below(path, name));
    const own = read.ok ? [] : (read.folder ?? []);
    classes.push({ name, listing: own, images: namesOf(own, 'file').filter(file => PNG.test(file)) });
  }
  const fault = layoutFault(path, listing, classes);
  if (fault) return fault;
  const files = classes.flatMap(({ name, images }, label) =>
    images.map(image => ({ path: `${name}/${image}`, label })),
  );
  const stacked = await stackedImages(path, files, readFile);
  if (!stacked.ok) return stacked;
  const { X, digests } = stacked.value;
  const y = { shape: [files.length], data: Float64Array.from(files, ({ label }) => label) };
  const text = new TextEncoder().encode(classes.map(({ name }) => `${name}\n`).join(''));
  const classNames = { shape: [text.length], data: text };
  return { ok: true, value: { arrays: { X, y, classNames }, digests } };
}

/** What is wrong with a folder before any image is looked at; null where nothing is. */
function layoutFault(
  path: string,
  listing: FolderListing,
  classes: readonly ClassFolder[],
): Result<never> | null {
  const pictures = (each: FolderListing, kind: RegExp) => namesOf(each, 'file').find(file => kind.test(file));
  for (const { name, listing: own } of classes) {
    const other = pictures(own, OTHER_PICTURE);
    if (other !== undefined)
      return refuse('image-not-png', `${below(path, `${name}/${other}`)}: of pictures, PNG is read`, CONVERT);
  }
  if (classes.every(({ images }) => images.length === 0)) {
    const loose = pictures(listing, PNG) ?? pictures(listing, OTHER_PICTURE);
    if (loose === undefined) return withoutImages(path, listing, classes);
    return refuse(
      'folder-without-classes',
      `${path}: images such as ${loose} lie in it, but no folder for each class`,
      'move them into folders that are called like their classes: cats/1.png, dogs/1.png',
    );
  }
  const empty = classes.find(({ images }) => images.length === 0);
  if (empty)
    return refuse(
      'folder-class-empty',
      `${below(path, empty.name)}: there is no PNG in the folder of this class`,
      'put images into it, or remove the folder',
    );
  const [only, second] = classes;
  return only && second === undefined
    ? refuse(
        'folder-one-class',
        `${path}: ${only.name} is its only class: there is nothing to tell apart`,
        'give a folder for each of two classes or more',
      )
    : null;
}

function withoutImages(path: string, listing: FolderListing, classes: readonly ClassFolder[]): Result<never> {
  const pickled = namesOf(listing, 'file').some(name => /^data_batch_\d$/.test(name));
  const deeper = classes.find(each => {
    const files = namesOf(each.listing, 'file');
    return files.some(isIdxFile) || files.some(isCifarFile) || namesOf(each.listing, 'folder').length > 0;
  });
  const remedy = pickled
    ? 'these are CIFAR-10’s batches for Python; download cifar-10-binary.tar.gz instead'
    : deeper
      ? `name the folder that has them, perhaps ${below(path, deeper.name)}`
      : 'name a folder with the files of MNIST, with the binary batches of CIFAR-10, or with a folder of PNGs for each class';
  return refuse('folder-without-images', `${path}: there are no images in this folder`, remedy);
}
