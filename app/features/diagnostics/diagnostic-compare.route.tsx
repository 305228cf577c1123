import { NotFound } from '#app/lib/errors.ts'
import { answering, read } from '#app/platform/http.server.ts'
import { textParam } from '#app/platform/search-params.ts'
import { PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/diagnostic-compare.route'
import { pairConstats } from './diagnostic.rules.ts'
import { ComparisonForm, ComparisonTable } from './diagnostic-compare.tsx'
import { loadDiagnostic } from './diagnostic-page.server.ts'
import { listDiagnostics } from './diagnostics.queries.server.ts'

export async function loader(args: Route.LoaderArgs) {
  const { id } = args.params
  const after = await loadDiagnostic(args, id)
  const all = await read(args, ({ tx, actor }) => listDiagnostics(tx, actor))
  const others = all
    .filter((one) => one.id !== id)
    .map((one) => ({ id: one.id, titre: `${one.titre} (${one.annee})` }))
  const asked = textParam(args.request, 'avec') ?? after.diagnostic.precedentId ?? others[0]?.id
  if (!asked) return answering(() => Promise.reject(new NotFound()))
  const before = await loadDiagnostic(args, asked)
  return {
    before: before.diagnostic,
    after: after.diagnostic,
    others,
    pairs: pairConstats(before.constats, after.constats),
  }
}

export default function DiagnosticCompare({ loaderData, params }: Route.ComponentProps) {
  const { before, after, others, pairs } = loaderData
  const base = `/t/${params.territoire}/diagnostics`
  const title = `De ${before.annee} à ${after.annee}`
  return (
    <>
      <title>{`${title} · Maillage`}</title>
      <PageHead
        title={title}
        crumbs={[
          { to: base, label: 'Diagnostics partagés' },
          { to: `${base}/${after.id}`, label: after.titre },
        ]}
        lead="Constat par constat : ce qui a changé dans la lecture, la priorité et les chiffres."
      />
      <ComparisonForm others={others} chosen={before.id} />
      <ComparisonTable before={before} after={after} pairs={pairs} />
    </>
  )
}
