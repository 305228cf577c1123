import { Form } from 'react-router'
import { read, redirectWith, write } from '#app/platform/http.server.ts'
import { getPreferences, isRythme, savePreferences, unmute } from '#app/platform/notifications.server.ts'
import { rythmes } from '#app/platform/rythmes.ts'
import { Card, Empty, PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/moi-notifications.route'

export async function loader(args: Route.LoaderArgs) {
  return read(args, ({ tx, actor }) => getPreferences(tx, actor))
}

export async function action(args: Route.ActionArgs) {
  return write(args, async ({ tx, actor, form }) => {
    const lien = form.get('lien')
    const rythme = String(form.get('rythme') ?? '')
    if (lien !== null) await unmute(tx, actor, String(lien))
    else if (isRythme(rythme)) await savePreferences(tx, actor, rythme)
    return redirectWith(`/t/${actor.territoireSlug}/moi/notifications`, 'Préférence enregistrée.')
  })
}

export default function MoiNotifications({ loaderData: { rythme, muets }, params }: Route.ComponentProps) {
  const crumbs = [{ to: `/t/${params.territoire}/moi`, label: 'Mon compte' }]
  return (
    <>
      <title>Notifications · Maillage</title>
      <PageHead
        title="Notifications"
        crumbs={crumbs}
        lead="Un seul résumé par semaine, sauf si vous préférez un autre rythme."
      />
      <Card title="Recevoir par courriel ce qui me concerne">
        <Form method="post" className="form">
          <fieldset className="stack-s">
            <legend className="sr-only">Rythme</legend>
            {Object.entries(rythmes).map(([value, label]) => (
              <label className="check" key={value}>
                <input type="radio" name="rythme" value={value} defaultChecked={value === rythme} />
                <span>{label}</span>
              </label>
            ))}
          </fieldset>
          <div className="row">
            <button type="submit" className="btn primary">
              Enregistrer
            </button>
          </div>
        </Form>
      </Card>
      <Card title="Ce que j’ai mis en sourdine">
        {muets.length === 0 ? <Empty title="Rien n’est en sourdine." /> : <Muted liens={muets} />}
      </Card>
    </>
  )
}

function Muted({ liens }: { liens: ReadonlyArray<string> }) {
  return (
    <ul className="list">
      {liens.map((lien) => (
        <li key={lien} className="row">
          <code>{lien}</code>
          <Form method="post">
            <button type="submit" className="btn small" name="lien" value={lien}>
              Recevoir de nouveau
            </button>
          </Form>
        </li>
      ))}
    </ul>
  )
}
