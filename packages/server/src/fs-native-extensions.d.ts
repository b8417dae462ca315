declare module 'fs-native-extensions' {
  /** Takes an exclusive lock on an open file, until it is closed. @returns whether it was granted */
  export function tryLock(fd: number): boolean;
}
