import { useSearchParams } from 'react-router'

/** The day the project is read at, as the end of an address, so that a link stays on that day. */
export function useAu(): string {
  const [params] = useSearchParams()
  const au = params.get('au')
  return au ? `?au=${au}` : ''
}
