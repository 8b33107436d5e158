/** A file as Playwright takes it: a path, or bytes with a name. */
export type UploadFile = string | { name: string; mimeType: string; buffer: Buffer };

/** For `setInputFiles`, whose type wants one list of paths or one of bytes and no mixture. */
export function filesToChoose(files: UploadFile[]): string[] {
  return files as string[];
}
