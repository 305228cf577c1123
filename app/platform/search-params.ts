/** A search parameter of a request, trimmed, undefined when empty. */
export function textParam(request: Request, name: string): string | undefined {
  return new URL(request.url).searchParams.get(name)?.trim() || undefined
}

/** All the values of a repeated parameter. */
export function listParam(request: Request, name: string): string[] {
  return new URL(request.url).searchParams.getAll(name).filter((value) => value !== '')
}

/** `?page=2`, at least 1, at most 10 000: what is not a number is the first page. */
export function pageOf(request: Request): number {
  const asked = Number(textParam(request, 'page') ?? '1')
  return Number.isInteger(asked) && asked >= 1 && asked <= 10_000 ? asked : 1
}

/** Rows of a page of any list. */
export const PAGE_SIZE = 25
