import { parseForm } from '#app/lib/form-values.ts'
import { answering, formOf, refusing, servicesContext } from '#app/platform/http.server.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { Notice } from '#app/ui/page.tsx'
import { SigninFrame } from '#app/ui/signin-frame.tsx'
import type { Route } from './+types/contribution-lien.route'
import { contributeByLink, getLink, isOpen, readLink, voteByLink } from './appels.commands.server.ts'
import { ContributionCard } from './contribution-card.tsx'
import { lienContributionInput } from './demarche.schema.ts'
import { LinkForm } from './lien-form.tsx'
import './coconstruction.css'

export async function loader({ context, params }: Route.LoaderArgs) {
  const { database, now } = context.get(servicesContext)
  return answering(async () => {
    const link = await getLink(database.db, params.jeton)
    const { territoire, destinataire, axeId, axe, question, echeance, titre, points } = link
    const shown = await readLink(database.db, link)
    return {
      territoire,
      destinataire,
      axeId,
      axe,
      question,
      echeance,
      titre,
      points,
      ...shown,
      open: isOpen(link, now()),
    }
  })
}

export async function action({ request, context, params }: Route.ActionArgs) {
  const { database, now } = context.get(servicesContext)
  const form = await formOf(request)
  return refusing(form, async () => {
    if (form.get('intention') === 'ponderer') {
      const given = { id: String(form.get('contribution')), points: Number(form.get('points')), now: now() }
      await voteByLink(database.db, params.jeton, given)
      return { thanks: 'Vos points sont comptés.' }
    }
    const input = parseForm(lienContributionInput, form)
    await contributeByLink(database.db, params.jeton, { input, confirmed: form.has('confirme'), now: now() })
    return { thanks: 'Merci : votre contribution est enregistrée. Vous pouvez en écrire une autre.' }
  })
}

export default function ContributionLien({ loaderData: its, actionData }: Route.ComponentProps) {
  const refused = refusedOf(actionData)
  const thanks = actionData && 'thanks' in actionData ? actionData.thanks : null
  const given = its.contributions.reduce((sum, said) => sum + said.miens, 0)
  return (
    <SigninFrame
      title={its.axe ?? its.titre}
      lead={`${its.territoire} écrit avec ses partenaires : ${its.titre}.`}
    >
      <p>
        <strong>{its.question}</strong>
      </p>
      {thanks && <Notice tone="success">{thanks}</Notice>}
      {refused && <Notice tone="error">{refused.refusal.message}</Notice>}
      {its.open ? (
        <LinkForm its={its} refused={refused} />
      ) : (
        <Notice tone="info">Cet appel est clos. Rien de ce que vous avez envoyé n’est perdu.</Notice>
      )}
      {its.contributions.length > 0 && <h2>Ce qui a été dit</h2>}
      {its.open && its.axeId && its.contributions.length > 0 && (
        <p className="small muted">
          Vous avez {its.points} points à donner, trois au plus sur la même idée : il vous en reste{' '}
          {Math.max(0, its.points - given)}.
        </p>
      )}
      {its.contributions.map((said) => (
        <ContributionCard key={said.id} said={said} canVote={its.open} />
      ))}
    </SigninFrame>
  )
}
