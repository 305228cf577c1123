import { getDossier } from '#app/features/financements/index.server.ts'
import { formatDate } from '#app/lib/dates.ts'
import { Refusal } from '#app/lib/errors.ts'
import { parseForm } from '#app/lib/form-values.ts'
import { formatCount } from '#app/lib/text.ts'
import {
  type RouteArgs,
  read,
  redirectWith,
  type Visit,
  versionOf,
  write,
} from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { avenantInput } from './acte.schema.ts'
import { acteNatures } from './acte.words.ts'
import { canWriteActes, designationOf, prepareActe, prepareActes } from './actes.commands.server.ts'
import { type Acte, getActe, listActes } from './actes.queries.server.ts'
import { listComptesRendus } from './comptes-rendus.queries.server.ts'
import { loadMatiere, neededOf } from './matiere.server.ts'
import { isCarrierOnly, mustWriteActes } from './suites.queries.server.ts'
import { paiementInput, versementInput } from './versement.schema.ts'
import { addVersement, editVersement, payVersement, removeVersement } from './versements.commands.server.ts'
import { listLignesVersees } from './versements.queries.server.ts'

type Args = RouteArgs & { params: { id: string } }

/** What follows the decisions on a dossier: acts, payments, accounts. */
export function loadSuite(args: Args) {
  return read(args, async ({ tx, actor, today }) => {
    const dossier = await getDossier(tx, actor, args.params.id)
    const isTeam = can(actor, 'dossiers.instruire')
    const matiere = await loadMatiere(tx, dossier.id)
    const needed = isTeam ? neededOf(matiere).filter((its) => canWriteActes(actor, its.financeurId)) : []
    const names = new Map(matiere.lignes.map((its) => [its.financeurId, its.financeur]))
    const { id, numero, titre, porteur, exercice, exemple, appelTitre, appelCode } = dossier
    return {
      dossier: { id, numero, titre, porteur, exercice, exemple, appelTitre, appelCode },
      needed: needed.map((its) => ({
        ...its,
        libelle: acteNatures[its.nature],
        financeur: names.get(its.financeurId) ?? matiere.emetteur,
      })),
      actes: (await listActes(tx, actor, dossier.id)).map((its) => ({
        ...its,
        canWrite: canWriteActes(actor, its.financeurId),
      })),
      lignes: (await listLignesVersees(tx, dossier.id)).map((its) => ({
        ...its,
        canPay: isTeam && canWriteActes(actor, its.financeurId),
      })),
      rendus: await listComptesRendus(tx, actor, dossier.id),
      isCarrier: isCarrierOnly(actor),
      today,
    }
  })
}

export type SuitePage = Awaited<ReturnType<typeof loadSuite>>

interface Sent extends Visit {
  form: FormData
  dossierId: string
}

const targetOf = (form: FormData) => ({ id: String(form.get('versement')), version: versionOf(form) })

/** What the forms of the page ask; each gives the sentence shown after it. */
const intents: Record<string, (sent: Sent) => Promise<string>> = {
  'ecrire-actes': async ({ tx, actor, dossierId, today }) => {
    const count = await prepareActes(tx, actor, dossierId, today)
    return count === 0
      ? 'Tous les actes de ce dossier sont déjà écrits.'
      : `${formatCount(count, 'acte écrit', 'actes écrits')} : relisez, complétez, faites signer.`
  },
  avenant: async (sent) => {
    const acte = await getActe(sent.tx, sent.actor, String(sent.form.get('acte')))
    const numero = await writeAvenant(sent, acte)
    return `Avenant ${numero} écrit : relisez-le, puis faites-le signer.`
  },
  'versement-ajouter': async ({ tx, actor, form, dossierId }) => {
    const input = parseForm(versementInput, form)
    await addVersement(tx, actor, dossierId, { ligneId: String(form.get('ligne')), input })
    return 'Versement ajouté à l’échéancier.'
  },
  'versement-modifier': async ({ tx, actor, form, dossierId }) => {
    const input = parseForm(versementInput, form)
    await editVersement(tx, actor, dossierId, { ...targetOf(form), input })
    return 'Versement modifié.'
  },
  'versement-retirer': async ({ tx, actor, form, dossierId }) => {
    await removeVersement(tx, actor, dossierId, targetOf(form))
    return 'Versement retiré de l’échéancier.'
  },
  'versement-faire': async ({ tx, actor, form, dossierId, today }) => {
    const input = parseForm(paiementInput, form)
    await payVersement(tx, actor, dossierId, { ...targetOf(form), input, today })
    return `Versement noté au ${formatDate(input.verseLe)}.`
  },
  'versement-reprendre': async ({ tx, actor, form, dossierId, today }) => {
    await payVersement(tx, actor, dossierId, { ...targetOf(form), input: null, today })
    return 'Versement remis à faire.'
  },
}

async function writeAvenant({ tx, actor, form, today }: Sent, acte: Acte): Promise<string> {
  const input = parseForm(avenantInput, form)
  if (acte.etat !== 'signe' && acte.etat !== 'notifie')
    throw new Refusal('pas-signe', 'Un avenant modifie un acte signé : corrigez plutôt celui-ci.')
  const isMoved = input.nouvelleFin !== null || input.montantCentimes !== null
  if (!isMoved && input.objet.length < 30)
    throw new Refusal(
      'avenant-vide',
      'Dites ce que l’avenant change : une date, un montant, ou l’objet en une phrase.',
      {
        field: 'objet',
      },
    )
  if (input.nouvelleFin && acte.debut && input.nouvelleFin <= acte.debut)
    throw new Refusal('avenant-dates', `La nouvelle fin vient avant le début (${formatDate(acte.debut)}).`, {
      field: 'nouvelleFin',
    })
  const id = await prepareActe(tx, actor, acte.dossierId, {
    nature: 'avenant',
    financeurId: acte.financeurId,
    objet: input.objet,
    modifieId: acte.id,
    nouvelleFin: input.nouvelleFin,
    modifie: {
      designation: designationOf(acte),
      fin: input.nouvelleFin ?? acte.fin,
      montantCentimes: input.montantCentimes ?? acte.montantCentimes ?? 0,
    },
    today,
  })
  return (await getActe(tx, actor, id)).numero
}

export function suiteAction(args: Args) {
  return write(args, async (visit) => {
    const { tx, actor, form } = visit
    const dossier = await getDossier(tx, actor, args.params.id)
    mustWriteActes(actor)
    const intent = intents[String(form.get('intention'))]
    if (!intent)
      throw new Refusal('demande-inconnue', 'Cette demande n’est pas comprise : rechargez la page.')
    const said = await intent({ ...visit, dossierId: dossier.id })
    return redirectWith(`/t/${actor.territoireSlug}/conventions/dossiers/${dossier.id}`, said)
  })
}
