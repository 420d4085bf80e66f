/** Another living process has this data folder open; two writers would destroy each other's rows without a word. */
export class DataFolderLockedError extends Error {
  override readonly name = 'DataFolderLockedError';

  constructor(
    readonly dataDir: string,
    readonly holderPid: number,
  ) {
    super(`data folder ${dataDir} is in use by process ${holderPid}`);
  }
}
