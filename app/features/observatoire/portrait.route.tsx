import { drawOnce } from '#app/platform/draw-once.server.ts'
import { answering } from '#app/platform/http.server.ts'
import { FixedPart } from '#app/ui/fixed-part.tsx'
import { PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/portrait.route'
import { ComparateursForm } from './comparateurs-form.tsx'
import { sorteOf } from './lieu-mots.ts'
import { PortraitThemes } from './portrait.tsx'
import { PortraitActions } from './portrait-actions.tsx'
import { PortraitCommunes } from './portrait-communes.tsx'
import { loadPortrait } from './portrait-load.server.ts'
import { listCommunesOf } from './portrait-page.server.ts'
import './observatoire.css'

export async function loader(args: Route.LoaderArgs) {
  const { lieu, hearsField, portrait, communes, locaux, lecteur, asked, axes, axeId, withSemblables } =
    await loadPortrait(args, args.params)
  const table = await answering(() => listCommunesOf(lecteur, { lieu, communes, locaux }))
  const choices = new URL(args.request.url).searchParams
  choices.set('niveau', lieu.niveau)
  choices.set('code', lieu.code)
  const base = `/t/${args.params.territoire}/observatoire`
  const themes = drawOnce(portrait, base, () => <PortraitThemes portrait={portrait} base={base} />)
  const beside = table && drawOnce(table, base, () => <PortraitCommunes communes={table} base={base} />)
  const search = choices.toString()
  return { lieu, hearsField, themes, beside, asked, axes, axeId, withSemblables, search }
}

export default function PortraitPage({ loaderData, params }: Route.ComponentProps) {
  const { lieu, hearsField, themes, beside, search, ...choices } = loaderData
  const base = `/t/${params.territoire}/observatoire`
  return (
    <>
      <title>{`Portrait de ${lieu.nom} · Maillage`}</title>
      <PageHead
        title={`Portrait : ${lieu.nom}`}
        crumbs={[{ to: base, label: 'Observatoire' }]}
        lead={`${sorteOf(lieu)}. Chaque chiffre s’ouvre sur sa définition et sa source ; une case vide dit pourquoi.`}
        actions={<PortraitActions base={base} search={search} lieu={hearsField ? lieu : null} />}
      />
      <ComparateursForm niveau={lieu.niveau} {...choices} />
      <FixedPart html={themes} />
      {beside && <FixedPart html={beside} />}
    </>
  )
}
