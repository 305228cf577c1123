import { Form } from 'react-router'
import { formatCount } from '#app/lib/text.ts'
import { forgetDeposit, getDeposit } from '#app/platform/deposits.server.ts'
import { read, redirectWith, servicesContext, write } from '#app/platform/http.server.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { Card, Empty, Notice, PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/trame-reprise.route'
import { parseTrame, rehearseTrame, takeTrame } from './trame.server.ts'
import { TrameLines } from './trame-lines.tsx'

export async function loader(args: Route.LoaderArgs) {
  const now = args.context.get(servicesContext).now()
  return read(args, async (visit) => {
    const { file } = await getDeposit(visit.tx, visit.actor, 'trame', args.params.depot)
    const trame = await parseTrame(file.path)
    return { territoire: trame.territoire, lines: await rehearseTrame(visit, trame, now) }
  })
}

export async function action(args: Route.ActionArgs) {
  const now = args.context.get(servicesContext).now()
  return write(args, async (visit) => {
    const { tx, actor, form } = visit
    const back = `/t/${actor.territoireSlug}/publications/trame`
    const deposit = await getDeposit(tx, actor, 'trame', args.params.depot)
    const taken = form.get('intention') === 'reprendre'
    const written = taken ? await takeTrame(visit, await parseTrame(deposit.file.path), now) : 0
    await forgetDeposit(tx, actor, 'trame', deposit)
    return redirectWith(
      back,
      taken
        ? `Trame reprise : ${formatCount(written, 'élément créé', 'éléments créés')}.`
        : 'Le fichier est oublié, rien n’a été écrit.',
    )
  })
}

export default function TrameReprise({ loaderData, actionData, params }: Route.ComponentProps) {
  const { territoire, lines } = loaderData
  const refused = refusedOf(actionData)
  const fresh = lines.filter(({ isKnown }) => !isKnown).length
  return (
    <>
      <title>Reprendre une trame · Maillage</title>
      <PageHead
        title="Reprendre une trame"
        lead={`De ${territoire}. Rien n’est encore écrit.`}
        crumbs={[{ to: `/t/${params.territoire}/publications/trame`, label: 'Trame du projet' }]}
      />
      {refused && <Notice tone="error">{refused.refusal.message}</Notice>}
      <Card title={`${formatCount(fresh, 'élément à créer', 'éléments à créer')} sur ${lines.length}`}>
        {lines.length === 0 ? (
          <Empty title="Cette trame est vide">
            Elle ne contient ni axe, ni thème, ni indicateur, ni appel.
          </Empty>
        ) : (
          <TrameLines lines={lines} />
        )}
        <Form method="post" className="form-bar">
          <button
            type="submit"
            className="btn primary"
            name="intention"
            value="reprendre"
            disabled={fresh === 0}
          >
            Créer ce qui manque
          </button>
          <button type="submit" className="btn" name="intention" value="oublier">
            Oublier ce fichier
          </button>
        </Form>
      </Card>
    </>
  )
}
