import { Refusal } from '#app/lib/errors.ts'
import { parseForm } from '#app/lib/form-values.ts'
import { formatCount } from '#app/lib/text.ts'
import { redirectWith, servicesContext, type Visit, versionOf, write } from '#app/platform/http.server.ts'
import { openAppel, remindAppel } from './appels.commands.server.ts'
import { answerAvis, carryText, consult, receiveAvis } from './consultation.commands.server.ts'
import {
  addContribution,
  setAside,
  updateContribution,
  vote,
  withdrawContribution,
} from './contributions.commands.server.ts'
import {
  appelInput,
  avisInput,
  consultationInput,
  contributionInput,
  motifInput,
  passageInput,
  porterInput,
  suiteInput,
} from './demarche.schema.ts'
import { type DemarcheEtat, demarcheEtats } from './demarche.words.ts'
import type { DemarcheArgs } from './demarche-page.server.ts'
import { moveDemarche } from './demarches.commands.server.ts'
import {
  addPassage,
  movePassage,
  removePassage,
  startFromCurrent,
  updatePassage,
} from './redaction.commands.server.ts'

interface Sent extends Visit {
  form: FormData
  id: string
  now: Date
  publicUrl: string
}

const textIn = (form: FormData, name: string): string => String(form.get(name) ?? '')

/** What the forms of a démarche ask; each gives the sentence shown after it, and where when it is not the same page. */
const intents: Record<string, (sent: Sent) => Promise<string>> = {
  avancer: async ({ tx, actor, form, id }) => {
    const to = Object.keys(demarcheEtats).find((its) => its === form.get('vers')) as DemarcheEtat | undefined // a key of the record
    if (!to) throw new Refusal('etat-inconnu', 'Choisissez l’une des phases proposées.')
    await moveDemarche(tx, actor, id, { version: versionOf(form), to })
    return `La démarche est maintenant : ${demarcheEtats[to].toLowerCase()}.`
  },
  appeler: async ({ tx, actor, form, id, now, today, publicUrl }) => {
    const input = parseForm(appelInput, form)
    const { envoyes, sansAdresse } = await openAppel(tx, actor, id, {
      input,
      sending: { now, today, publicUrl },
    })
    const without = sansAdresse.length > 0 ? ` Sans adresse connue : ${sansAdresse.join(', ')}.` : ''
    return `${formatCount(envoyes, 'courriel part', 'courriels partent')}, chacun avec son lien.${without}`
  },
  relancer: async ({ tx, actor, form, id, now, today, publicUrl }) => {
    const sent = await remindAppel(tx, actor, id, {
      appelId: textIn(form, 'appel'),
      sending: { now, today, publicUrl },
    })
    return sent === 0
      ? 'Personne à relancer : chacun a répondu, ou l’a été depuis moins d’un jour.'
      : `${formatCount(sent, 'rappel part', 'rappels partent')}.`
  },
  contribuer: async ({ tx, actor, form, id, today, now }) => {
    const input = parseForm(contributionInput, form)
    await addContribution(tx, actor, id, { input, confirmed: form.has('confirme'), today, now })
    return 'Merci : votre contribution est enregistrée.'
  },
  corriger: async ({ tx, actor, form, id, today }) => {
    const input = parseForm(contributionInput, form)
    await updateContribution(tx, actor, id, {
      id: textIn(form, 'contribution'),
      version: versionOf(form),
      input,
      confirmed: form.has('confirme'),
      today,
    })
    return 'Contribution corrigée.'
  },
  retirer: async ({ tx, actor, form, id }) => {
    await withdrawContribution(tx, actor, id, textIn(form, 'contribution'))
    return 'Contribution retirée ; le journal la garde.'
  },
  ponderer: async ({ tx, actor, form, id, today }) => {
    const points = Number(form.get('points'))
    await vote(tx, actor, id, { id: textIn(form, 'contribution'), points, today })
    return 'Vos points sont comptés.'
  },
  ecarter: async ({ tx, actor, form, id }) => {
    const { motifEcart } = parseForm(motifInput, form)
    await setAside(tx, actor, id, { id: textIn(form, 'contribution'), motifEcart })
    return 'La raison est gardée : elle sera annexée au projet.'
  },
  rouvrir: async ({ tx, actor, form, id }) => {
    await setAside(tx, actor, id, { id: textIn(form, 'contribution'), motifEcart: '' })
    return 'Cette contribution est de nouveau à traiter.'
  },
  ajouter: async ({ tx, actor, form, id }) => {
    await addPassage(tx, actor, id, { axeId: textIn(form, 'axe'), input: parseForm(passageInput, form) })
    return 'Passage ajouté.'
  },
  recrire: async ({ tx, actor, form, id }) => {
    const input = parseForm(passageInput, form)
    await updatePassage(tx, actor, id, { id: textIn(form, 'passage'), version: versionOf(form), input })
    return 'Passage enregistré.'
  },
  deplacer: async ({ tx, actor, form, id }) => {
    const direction = form.get('direction') === 'haut' ? 'haut' : 'bas'
    await movePassage(tx, actor, id, { id: textIn(form, 'passage'), direction })
    return 'Passage déplacé.'
  },
  supprimer: async ({ tx, actor, form, id }) => {
    await removePassage(tx, actor, id, textIn(form, 'passage'))
    return 'Passage retiré ; le journal le garde.'
  },
  partir: async ({ tx, actor, form, id, today }) => {
    const count = await startFromCurrent(tx, actor, id, { axeId: textIn(form, 'axe'), today })
    return `Le texte actuel est repris : ${formatCount(count, 'passage')}.`
  },
  soumettre: async ({ tx, actor, form, id, today, publicUrl }) => {
    const input = parseForm(consultationInput, form)
    const page = `${publicUrl}/t/${actor.territoireSlug}/demarches/${id}/avis`
    await consult(tx, actor, id, { version: versionOf(form), input, today, page })
    return 'Le projet est soumis pour avis : son texte ne change plus.'
  },
  aviser: async ({ tx, actor, form, id, today }) => {
    const input = parseForm(avisInput, form)
    await receiveAvis(tx, actor, id, { avisId: textIn(form, 'avis'), version: versionOf(form), input, today })
    return 'Avis enregistré : il est annexé au projet.'
  },
  repondre: async ({ tx, actor, form, id, today }) => {
    const { suite } = parseForm(suiteInput, form)
    await answerAvis(tx, actor, id, { avisId: textIn(form, 'avis'), version: versionOf(form), suite, today })
    return 'La suite donnée est gardée avec l’avis.'
  },
  porter: async ({ tx, actor, form, id, today }) => {
    const { objet } = parseForm(porterInput, form)
    await carryText(tx, actor, id, { version: versionOf(form), objet, today })
    return 'Le texte est porté au document.'
  },
}

/** The action of every page of a démarche: does what the form asks, and comes back to the page it was on. */
export function demarcheAction(args: DemarcheArgs, under: string) {
  const { config, now } = args.context.get(servicesContext)
  return write(args, async (visit) => {
    const intent = intents[String(visit.form.get('intention'))]
    if (!intent)
      throw new Refusal('demande-inconnue', 'Cette demande n’est pas comprise : rechargez la page.')
    const page = `/t/${visit.actor.territoireSlug}/demarches/${args.params.id}${under}`
    const said = await intent({ ...visit, id: args.params.id, now: now(), publicUrl: config.publicUrl })
    return redirectWith(page, said)
  })
}
