// Files in S3 or a server that speaks it. The SDK is loaded only where it is configured.
import type { S3Settings, Storage } from './storage.ts'

export async function openS3Storage(
  settings: Omit<S3Settings, 'endpoint'> & { endpoint?: string | null },
): Promise<Storage> {
  const [{ Disk }, { S3Driver }] = await Promise.all([import('flydrive'), import('flydrive/drivers/s3')])
  const disk = new Disk(
    new S3Driver({
      credentials: { accessKeyId: settings.accessKeyId, secretAccessKey: settings.secretAccessKey },
      region: settings.region,
      bucket: settings.bucket,
      ...(settings.endpoint ? { endpoint: settings.endpoint } : {}),
      forcePathStyle: settings.pathStyle,
      supportsACL: false,
      visibility: 'private',
    }),
  )
  return {
    put: (key, bytes) => disk.put(key, bytes),
    get: (key) => disk.getBytes(key),
    delete: (key) => disk.delete(key),
  }
}
