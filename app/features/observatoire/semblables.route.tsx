import { Form, Link } from 'react-router'
import { answering, read, servicesContext } from '#app/platform/http.server.ts'
import { listParam, textParam } from '#app/platform/search-params.ts'
import { PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/semblables.route'
import { lecteurFor } from './lecteurs.server.ts'
import { keyOfLieu } from './lieu-mots.ts'
import { getLieu, listLieuChoices, mustRead } from './lieu-page.server.ts'
import { LieuSelect } from './lieu-select.tsx'
import { findSemblables, NIVEAUX_SEMBLABLES } from './semblables.server.ts'
import { SemblablesChoices, SemblablesTable } from './semblables.tsx'

export async function loader(args: Route.LoaderArgs) {
  const [niveauAsked, codeAsked] = (textParam(args.request, 'lieu') ?? '').split(':')
  const asked = {
    niveau: niveauAsked || textParam(args.request, 'niveau'),
    code: codeAsked || textParam(args.request, 'code'),
  }
  const niveau = NIVEAUX_SEMBLABLES.find((one) => one === asked.niveau)
  const { lieu, lieux, slug } = await read(args, async ({ tx, actor, at }) => {
    mustRead(actor)
    const choices = (await listLieuChoices(tx, at)).filter(({ value }) =>
      NIVEAUX_SEMBLABLES.some((one) => value.startsWith(`${one}:`)),
    )
    const first = choices.find(({ value }) => value.startsWith('commune:'))?.value.split(':')[1]
    const place = niveau ? { niveau, code: asked.code } : { niveau: 'commune' as const, code: first }
    return { lieu: await getLieu(tx, place, at), lieux: choices, slug: actor.territoireSlug }
  })
  const lecteur = await lecteurFor(args.context.get(servicesContext).config.dataDir, slug)
  const wanted = listParam(args.request, 'indicateur')
  const compared = { niveau: niveau ?? ('commune' as const), code: lieu.code }
  return { lieu, lieux, semblables: await answering(() => findSemblables(lecteur, compared, wanted)) }
}

const LEAD =
  'Les plus proches sur les indicateurs choisis, chacun ramené à son écart-type : 0 est identique, 1 est un écart ordinaire.'

export default function SemblablesPage({ loaderData, params }: Route.ComponentProps) {
  const { lieu, lieux, semblables } = loaderData
  const base = `/t/${params.territoire}/observatoire`
  return (
    <>
      <title>{`Territoires semblables à ${lieu.nom} · Maillage`}</title>
      <PageHead
        title={`Territoires semblables à ${lieu.nom}`}
        crumbs={[{ to: base, label: 'Observatoire' }]}
        lead={LEAD}
        actions={
          <Link className="btn" to={`${base}/typologie`}>
            Typologie des communes
          </Link>
        }
      />
      <Form method="get" className="card stack-s">
        <LieuSelect name="lieu" label="Territoire" choices={lieux} value={keyOfLieu(lieu)} />
        <SemblablesChoices semblables={semblables} />
        <div>
          <button className="btn primary" type="submit">
            Comparer
          </button>
        </div>
      </Form>
      <SemblablesTable semblables={semblables} base={base} niveau={lieu.niveau} />
    </>
  )
}
