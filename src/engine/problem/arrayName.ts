import Type from 'typebox';

/** Setting that names one array of a file. */
export const arrayName = (title: string, description: string, fallback: string) =>
  Type.String({ minLength: 1, title, description, default: fallback });
