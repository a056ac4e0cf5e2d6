declare module '*.svg' {
  const source: string;
  export { source as default };
}
declare module '*.css';
