import { deskAction, loadDesk } from '#app/platform/ecrits/desk.server.ts'
import { read, redirectWith, servicesContext, write } from '#app/platform/http.server.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { EcritDesk } from '#app/ui/ecrit-desk.tsx'
import { PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/texte.route'
import { texteSpec } from './textes.server.ts'

export async function loader(args: Route.LoaderArgs) {
  const { sorte, id } = args.params
  return read(args, (visit) => loadDesk(visit, texteSpec(sorte), id))
}

export async function action(args: Route.ActionArgs) {
  const { territoire, sorte, id } = args.params
  const now = args.context.get(servicesContext).now()
  return write(args, async (visit) => {
    const sentence = await deskAction(visit, { spec: texteSpec(sorte), id, now })
    return redirectWith(`/t/${territoire}/textes/${sorte}/${id}`, sentence)
  })
}

export default function Texte({ loaderData, actionData, params }: Route.ComponentProps) {
  const { titre, page, lien } = loaderData.ecrit
  const base = `/t/${params.territoire}`
  return (
    <>
      <title>{`Écrire : ${titre} · Maillage`}</title>
      <PageHead
        title={titre}
        lead="Chacun écrit où il veut, tout s’enregistre seul. Une ligne vide sépare les paragraphes ; « - » commence une ligne de liste ; « ## » un intertitre."
        crumbs={[
          { to: `${base}/publications`, label: 'Rendre compte' },
          { to: `${base}${page}`, label: 'Le document' },
          { label: 'Écrire' },
        ]}
      />
      <EcritDesk key={params.id} desk={loaderData} base={`${base}${lien}`} refused={refusedOf(actionData)} />
    </>
  )
}
