const BUCKETS = 256;

/** FNV-1a of the key, folded to a bucket number. Ids of one batch share a prefix: every character counts. */
function bucketOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < key.length; index += 1) {
    hash = Math.imul(hash ^ key.charCodeAt(index), 0x01000193);
  }
  return (hash ^ (hash >>> 8) ^ (hash >>> 16)) & (BUCKETS - 1);
}

type Buckets<V> = readonly (ReadonlyMap<string, V> | undefined)[];

/**
 * An immutable map that shares all but one bucket with its predecessor: a change among 10,000 entries copies some
 * 40 of them, where copying a whole `Map` for every event of a large grid would dominate the fold.
 * The order of iteration is unspecified.
 */
export class PersistentMap<V> implements ReadonlyMap<string, V> {
  private constructor(
    private readonly buckets: Buckets<V>,
    readonly size: number,
  ) {}

  static from<V>(entries: Iterable<readonly [string, V]>): PersistentMap<V> {
    const buckets = new Array<Map<string, V> | undefined>(BUCKETS).fill(undefined);
    let size = 0;
    for (const [key, value] of entries) {
      const index = bucketOf(key);
      const bucket = (buckets[index] ??= new Map<string, V>());
      if (!bucket.has(key)) size += 1;
      bucket.set(key, value);
    }
    return new PersistentMap(buckets, size);
  }

  with(key: string, value: V): PersistentMap<V> {
    const index = bucketOf(key);
    const bucket = new Map(this.buckets[index]);
    bucket.set(key, value);
    return this.withBucket(index, bucket);
  }

  /** The same map when the key is not in it. */
  without(key: string): PersistentMap<V> {
    const index = bucketOf(key);
    if (this.buckets[index]?.has(key) !== true) return this;
    const bucket = new Map(this.buckets[index]);
    bucket.delete(key);
    return this.withBucket(index, bucket);
  }

  get(key: string): V | undefined {
    return this.buckets[bucketOf(key)]?.get(key);
  }

  has(key: string): boolean {
    return this.buckets[bucketOf(key)]?.has(key) === true;
  }

  forEach(visit: (value: V, key: string, map: ReadonlyMap<string, V>) => void): void {
    for (const [key, value] of this) visit(value, key, this);
  }

  *entries(): MapIterator<[string, V]> {
    for (const bucket of this.buckets) {
      if (bucket !== undefined) yield* bucket.entries();
    }
  }

  *keys(): MapIterator<string> {
    for (const [key] of this) yield key;
  }

  *values(): MapIterator<V> {
    for (const [, value] of this) yield value;
  }

  [Symbol.iterator](): MapIterator<[string, V]> {
    return this.entries();
  }

  private withBucket(index: number, bucket: ReadonlyMap<string, V>): PersistentMap<V> {
    const before = this.buckets[index]?.size ?? 0;
    return new PersistentMap(this.buckets.with(index, bucket), this.size - before + bucket.size);
  }
}
