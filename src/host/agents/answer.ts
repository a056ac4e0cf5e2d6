import { LanguageModelDataPart, LanguageModelTextPart, LanguageModelToolResult } from 'vscode';

/** A tool's answer as JSON text, and a picture where there is one. */
export function answer(value: unknown, png?: Uint8Array): LanguageModelToolResult {
  const parts: (LanguageModelTextPart | LanguageModelDataPart)[] = [
    new LanguageModelTextPart(JSON.stringify(value)),
  ];
  if (png !== undefined) parts.push(LanguageModelDataPart.image(png, 'image/png'));
  return new LanguageModelToolResult(parts);
}
