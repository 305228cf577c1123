import { formatDate, type IsoDate } from '#app/lib/dates.ts'
import { formatCount } from '#app/lib/text.ts'
import type { Force } from './preuves.rules.ts'
import type { RapportEtat } from './rapport-evaluation.schema.ts'

interface Standing {
  etat: RapportEtat
  synthese: string
  constats: number
  recommandations: number
  avisAvant: IsoDate | null
}

/** What stops a report from going to the partners; empty when nothing does. */
export function missingBeforeAvis({ synthese, constats, recommandations }: Standing): string[] {
  return [
    ...(synthese === '' ? ['l’essentiel n’est pas écrit'] : []),
    ...(constats === 0 ? ['aucune question n’a de constat'] : []),
    ...(recommandations === 0 ? ['aucune recommandation n’est faite'] : []),
  ]
}

/** Why a report cannot be signed today, or null. */
export function refusalToSign({ etat, avisAvant }: Standing, today: IsoDate): string | null {
  if (etat === 'valide') return 'Ce rapport est déjà signé.'
  if (etat === 'brouillon' || !avisAvant) return 'Un rapport se signe après l’avis des partenaires.'
  return today <= avisAvant
    ? `Les partenaires ont jusqu’au ${formatDate(avisAvant)} pour donner leur avis : signez après.`
    : null
}

interface Answered {
  constats: ReadonlyArray<{ reponse: string; force: Force; limites: string }>
}

/** The limits the figures tell by themselves, in sentences: printed even when nobody wrote them. */
export function limitsOf(questions: ReadonlyArray<Answered>): string[] {
  const constats = questions.flatMap((its) => its.constats)
  const unanswered = questions.filter((its) => its.constats.length === 0).length
  const open = constats.filter((its) => its.reponse === 'sans_conclusion').length
  const weak = constats.filter(
    (its) => its.reponse !== 'sans_conclusion' && (its.force === 'faible' || its.force === 'aucune'),
  ).length
  const silent = constats.filter((its) => its.limites === '').length
  return [
    ...(unanswered > 0
      ? [`${formatCount(unanswered, 'question')} sur ${questions.length} sans réponse à ce jour.`]
      : []),
    ...(open > 0 ? [`${formatCount(open, 'constat')} sans conclusion possible.`] : []),
    ...(weak > 0
      ? [`${formatCount(weak, 'réponse')} à preuve faible : une seule sorte de source, ou aucune.`]
      : []),
    ...(silent > 0 ? [`${formatCount(silent, 'constat')} sans limite écrite.`] : []),
  ]
}
