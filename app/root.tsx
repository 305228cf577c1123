import type { ReactNode } from 'react'
import {
  isRouteErrorResponse,
  Link,
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useMatches,
  useRouteLoaderData,
} from 'react-router'
import type { Route } from './+types/root'
import { readCookie } from './platform/cookies.ts'
import { nonceContext } from './platform/http.server.ts'
import { Said } from './ui/page.tsx'
import './ui/styles/index.css'

export function loader({ request, context }: Route.LoaderArgs) {
  const theme = readCookie(request, 'maillage.theme')
  return {
    nonce: context.get(nonceContext),
    theme: theme === 'clair' || theme === 'sombre' ? theme : null,
    said: readCookie(request, 'maillage.dit'),
  }
}

/** The sentence of a form is shown once: the page that shows it forgets it. */
export function headers({ loaderHeaders }: Route.HeadersArgs) {
  return loaderHeaders
}

export function Layout({ children }: { children: ReactNode }) {
  const data = useRouteLoaderData<typeof loader>('root')
  const matches = useMatches()
  const scripted = !matches.some(({ handle }) => isStill(handle))
  return (
    <html
      lang={matches.map(({ handle }) => langOf(handle)).find(Boolean) ?? 'fr'}
      data-theme={data?.theme ?? undefined}
      suppressHydrationWarning
    >
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <Meta />
        <Links nonce={data?.nonce} />
      </head>
      <body>
        {children}
        {scripted && (
          <>
            <ScrollRestoration nonce={data?.nonce} />
            <Scripts nonce={data?.nonce} />
          </>
        )}
      </body>
    </html>
  )
}

/** The public pages say `handle = { sansScript: true }`: no program is sent with them. */
function isStill(handle: unknown): boolean {
  return typeof handle === 'object' && handle !== null && 'sansScript' in handle && handle.sansScript === true
}

/** A page in another language says `handle = { langue: 'en' }`. */
function langOf(handle: unknown): string | null {
  const said = typeof handle === 'object' && handle !== null && 'langue' in handle ? handle.langue : null
  return typeof said === 'string' ? said : null
}

export default function Root({ loaderData }: Route.ComponentProps) {
  return (
    <>
      {loaderData.said && (
        <div className="toast">
          <Said message={loaderData.said} />
        </div>
      )}
      <Outlet />
    </>
  )
}

export function ErrorBoundary({ error }: Route.ErrorBoundaryProps) {
  const { status, message } = wordsOf(error)
  return (
    <main className="page error-page">
      <title>{`${status} · Maillage`}</title>
      <h1>
        {status === 404 ? 'Page introuvable' : status === 403 ? 'Accès refusé' : 'Quelque chose a échoué'}
      </h1>
      <p className="lead">{message}</p>
      <p>
        <Link to="/">Revenir à l’accueil</Link>
      </p>
    </main>
  )
}

function wordsOf(error: unknown): { status: number; message: string } {
  if (isRouteErrorResponse(error)) {
    const said: unknown = error.data
    const message =
      typeof said === 'object' && said !== null && 'message' in said ? String(said.message) : notFoundWords
    return { status: error.status, message }
  }
  return {
    status: 500,
    message:
      'Rien de ce que vous aviez enregistré n’est perdu. Réessayez dans un instant ; si cela continue, prévenez l’administrateur.',
  }
}

const notFoundWords = 'Cette page n’existe pas, ou vous n’y avez pas accès.'
