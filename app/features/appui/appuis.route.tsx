import { ChartColumn, Plus } from 'lucide-react'
import { Link } from 'react-router'
import { yearOf } from '#app/lib/dates.ts'
import { read } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { textParam } from '#app/platform/search-params.ts'
import { Empty, PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/appuis.route'
import { appuiEtats, appuiNatures } from './appui.words.ts'
import { listAppuis, listLoad, mustReadAppuis } from './appuis.queries.server.ts'
import { AppuisFilter, AppuisTable, LoadCard } from './appuis-table.tsx'

const oneOf = <Key extends string>(record: Record<Key, string>, value: string | undefined): Key | null =>
  (Object.keys(record) as Key[]).find((key) => key === value) ?? null // keys of a const record

export async function loader(args: Route.LoaderArgs) {
  const filter = {
    etat: oneOf(appuiEtats, textParam(args.request, 'etat')),
    nature: oneOf(appuiNatures, textParam(args.request, 'nature')),
  }
  return read(args, async ({ tx, actor, today }) => {
    mustReadAppuis(actor)
    const isTeam = can(actor, 'appuis.suivre')
    return {
      filter,
      appuis: await listAppuis(tx, actor, filter),
      load: isTeam ? await listLoad(tx, yearOf(today)) : [],
      annee: yearOf(today),
      isTeam,
      canAsk: can(actor, 'appuis.demander'),
    }
  })
}

export default function Appuis({ loaderData, params }: Route.ComponentProps) {
  const { filter, appuis, load, annee, isTeam, canAsk } = loaderData
  const base = `/t/${params.territoire}/appuis`
  const ask = canAsk && (
    <Link className="btn primary" to={`${base}/demander`}>
      <Plus aria-hidden size={16} /> Demander un appui
    </Link>
  )
  return (
    <>
      <title>Appui en ingénierie · Maillage</title>
      <PageHead
        title={isTeam ? 'Demandes d’appui' : 'Demander un appui'}
        lead="L’équipe du projet aide les communes, les associations et les partenaires : diagnostic, financements, dossier, évaluation, animation, données."
        actions={
          <>
            {isTeam && (
              <Link className="btn" to={`${base}/bilan`}>
                <ChartColumn aria-hidden size={16} /> Bilan de l’année
              </Link>
            )}
            {ask}
          </>
        }
      />
      <AppuisFilter filter={filter} />
      {appuis.length === 0 ? (
        <Empty title="Aucune demande ne correspond." action={ask}>
          Une demande tient en quelques lignes ; l’équipe répond à chacune.
        </Empty>
      ) : (
        <AppuisTable appuis={appuis} base={base} />
      )}
      {isTeam && <LoadCard load={load} annee={annee} />}
    </>
  )
}
