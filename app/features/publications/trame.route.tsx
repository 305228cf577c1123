import { FileDown } from 'lucide-react'
import { listDocumentsAt } from '#app/features/strategies/index.server.ts'
import { receiveDeposit } from '#app/platform/deposit-route.server.ts'
import { read } from '#app/platform/http.server.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { UploadCard } from '#app/ui/import.tsx'
import { Card, PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/trame.route'
import { mustReuse, parseTrame, trameNeeds } from './trame.server.ts'

export async function loader(args: Route.LoaderArgs) {
  return read(args, async ({ tx, actor, at }) => {
    mustReuse(actor)
    return (await listDocumentsAt(tx, actor, at)).map(({ code, titre }) => ({ code, titre })).reverse()
  })
}

export async function action(args: Route.ActionArgs) {
  return receiveDeposit(args, {
    entite: 'trame',
    needs: trameNeeds,
    to: '/publications/trame',
    check: parseTrame,
  })
}

export default function TramePage({ loaderData, actionData, params }: Route.ComponentProps) {
  const base = `/t/${params.territoire}/publications`
  return (
    <>
      <title>Trame du projet · Maillage</title>
      <PageHead
        title="Trame du projet"
        lead="Ce qui peut servir à un autre territoire : axes, thèmes, indicateurs et formulaires d’appel. Ni lieu, ni personne, ni calendrier, ni chiffre."
        crumbs={[{ to: base, label: 'Rendre compte' }]}
      />
      <Card title="Emporter la trame">
        <form method="get" action={`${base}/trame.json`} className="row">
          <label htmlFor="trame-document">Avec les axes de</label>
          <select className="input" id="trame-document" name="document">
            {loaderData.map(({ code, titre }) => (
              <option key={code} value={code}>
                {titre}
              </option>
            ))}
            <option value="">aucun document</option>
          </select>
          <button type="submit" className="btn primary">
            <FileDown aria-hidden size={16} /> Télécharger la trame
          </button>
        </form>
      </Card>
      <UploadCard
        label="Trame d’un autre territoire (JSON)"
        hint="Une répétition montre ce qui serait créé ; ce qui existe déjà ici reste tel quel."
        accept="application/json,.json"
        refused={refusedOf(actionData)}
      />
    </>
  )
}
