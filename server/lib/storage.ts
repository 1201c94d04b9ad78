// Bytes of files: on local disk by default, in S3 where that is configured. Keys are ours, never a sender's name.
import { Disk } from 'flydrive'
import { FSDriver } from 'flydrive/drivers/fs'

export type Storage = {
  put(key: string, bytes: Uint8Array): Promise<void>
  get(key: string): Promise<Uint8Array>
  delete(key: string): Promise<void>
}

export type S3Settings = {
  endpoint: string | null
  region: string
  bucket: string
  accessKeyId: string
  secretAccessKey: string
  pathStyle: boolean
}

function fromDisk(disk: Disk): Storage {
  return {
    put: (key, bytes) => disk.put(key, bytes),
    get: (key) => disk.getBytes(key),
    delete: (key) => disk.delete(key),
  }
}

/** Files below a folder. */
export function openDiskStorage(folder: string): Storage {
  return fromDisk(new Disk(new FSDriver({ location: folder, visibility: 'private' })))
}
