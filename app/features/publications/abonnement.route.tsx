import { Form } from 'react-router'
import { read, redirectWith, write } from '#app/platform/http.server.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { Notice, PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/abonnement.route'
import { abonnementAction, meansOf } from './abonnement-intents.server.ts'
import { loadAbonnement } from './abonnements.queries.server.ts'
import { AbonnementBadge, AbonnementForm, EnvoisCard } from './abonnements-cards.tsx'
import { ShownOnce } from './jetons-cards.tsx'
import './interfaces.css'

export async function loader(args: Route.LoaderArgs) {
  return read(args, ({ tx, actor }) => loadAbonnement(tx, actor, args.params.id))
}

export async function action(args: Route.ActionArgs) {
  const { territoire, id } = args.params
  return write(args, async (visit) => {
    const done = await abonnementAction(visit, { id, means: meansOf(args) })
    return 'secret' in done
      ? done
      : redirectWith(`/t/${territoire}/publications/abonnements/${id}`, done.said)
  })
}

export default function Abonnement({ loaderData, actionData, params }: Route.ComponentProps) {
  const { abonnement, etat, motif, envois } = loaderData
  const up = `/t/${params.territoire}/publications`
  const isActive = etat === 'actif'
  return (
    <>
      <title>{`${abonnement.nom} · Maillage`}</title>
      <PageHead
        title={abonnement.nom}
        lead={abonnement.url}
        crumbs={[
          { to: up, label: 'Rendre compte' },
          { to: `${up}/abonnements`, label: 'Abonnements d’outils' },
        ]}
        badges={<AbonnementBadge etat={etat} />}
        actions={
          <Form method="post" className="row">
            {isActive && <Gesture value="essayer">Envoyer un essai</Gesture>}
            <Gesture value={isActive ? 'arreter' : 'reprendre'}>{isActive ? 'Arrêter' : 'Reprendre'}</Gesture>
            <Gesture value="renouveler">Renouveler le secret</Gesture>
          </Form>
        }
      />
      {etat === 'suspendu' && (
        <Notice tone="error">
          Suspendu après des échecs répétés. Dernière raison : {motif} Corrigez, puis reprenez.
        </Notice>
      )}
      {actionData && 'secret' in actionData && (
        <ShownOnce what="Voici le nouveau secret." value={actionData.secret} />
      )}
      <EnvoisCard rows={envois} canReplay={isActive} />
      <AbonnementForm
        title="Réglages"
        values={abonnement}
        version={abonnement.version}
        refused={refusedOf(actionData)}
      />
    </>
  )
}

function Gesture({ value, children }: { value: string; children: string }) {
  return (
    <button type="submit" className="btn" name="intention" value={value}>
      {children}
    </button>
  )
}
