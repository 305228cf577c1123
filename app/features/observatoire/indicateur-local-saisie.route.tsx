import { yearOf } from '#app/lib/dates.ts'
import { read, redirectWith, write } from '#app/platform/http.server.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { textParam } from '#app/platform/search-params.ts'
import { Notice, PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/indicateur-local-saisie.route'
import { mustKeep, setValeursLocales } from './locaux.commands.server.ts'
import { getIndicateurLocal } from './locaux.queries.server.ts'
import { listLieuxLocaux, listSaisies, readGrid } from './locaux-page.server.ts'
import { FileLink, SaisieGrid, YearForm } from './saisie-locale.tsx'
import './observatoire.css'

export async function loader(args: Route.LoaderArgs) {
  const { id } = args.params
  return read(args, async ({ tx, actor, at, today }) => {
    mustKeep(actor)
    const periode = textParam(args.request, 'annee') ?? String(yearOf(today) - 1)
    const indicateur = await getIndicateurLocal(tx, id)
    const lieux = await listLieuxLocaux(tx, at)
    return {
      indicateur,
      periode,
      lieux: lieux.filter(({ niveau }) => niveau !== 'epci' || indicateur.nature === 'mesure'),
      values: await listSaisies(tx, { id, periode, at }),
    }
  })
}

export async function action(args: Route.ActionArgs) {
  const { id } = args.params
  return write(args, async ({ tx, actor, at, form }) => {
    const given = { saisies: readGrid(form), fichier: '', at }
    const { written } = await setValeursLocales(tx, actor, id, given)
    const message = `${written} chiffres enregistrés pour ${given.saisies[0]?.periode ?? 'cette année'}.`
    return redirectWith(`/t/${actor.territoireSlug}/observatoire/indicateurs/${id}`, message)
  })
}

export default function IndicateurLocalSaisie({ loaderData, actionData, params }: Route.ComponentProps) {
  const { indicateur, periode, lieux, values } = loaderData
  const base = `/t/${params.territoire}/observatoire`
  const refused = refusedOf(actionData)
  const crumbs = [
    { to: base, label: 'Observatoire' },
    { to: `${base}/indicateurs`, label: 'Indicateurs du territoire' },
    { to: `${base}/indicateurs/${indicateur.id}`, label: indicateur.libelle },
  ]
  return (
    <>
      <title>{`Saisir : ${indicateur.libelle} · Maillage`}</title>
      <PageHead
        title={`Chiffres de ${periode}`}
        crumbs={crumbs}
        lead="Les chiffres exacts restent entre ceux qui les tiennent : partout ailleurs, les petits effectifs sont masqués."
        actions={<FileLink />}
      />
      {refused && <Notice tone="error">{refused.refusal.message}</Notice>}
      <YearForm periode={periode} />
      <SaisieGrid
        key={periode}
        unite={indicateur.unite}
        periode={periode}
        lieux={lieux}
        values={values}
        typed={refused?.values}
      />
    </>
  )
}
