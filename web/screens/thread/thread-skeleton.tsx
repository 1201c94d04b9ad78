import { Bone, Skeleton } from '#web/ui/states.tsx'

export function ThreadSkeleton() {
  return (
    <Skeleton
      label="Loading messages"
      className="flex min-h-0 flex-1 flex-col justify-end gap-4 overflow-hidden p-5"
    >
      <Bone className="h-14 w-3/5 rounded-lg" />
      <Bone className="h-10 w-2/5 self-end rounded-lg" />
      <Bone className="h-16 w-1/2 self-end rounded-lg" />
      <Bone className="h-10 w-1/3 rounded-lg" />
      <Bone className="h-14 w-1/2 self-end rounded-lg" />
    </Skeleton>
  )
}
