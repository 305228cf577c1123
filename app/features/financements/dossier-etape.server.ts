import { sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import { listCommuneChoices } from '#app/features/territoires/index.server.ts'
import { Forbidden, NotFound, Refusal } from '#app/lib/errors.ts'
import { discardDraft, findDraft } from '#app/platform/drafts.server.ts'
import {
  formOf,
  type RouteArgs,
  read,
  redirectWith,
  refusing,
  servicesContext,
  type Visit,
  visit,
} from '#app/platform/http.server.ts'
import type { Actor } from '#app/platform/permissions.ts'
import { etatAt, exactTime, submissionWindow } from './appel.rules.ts'
import { type Appel, getAppelById } from './appels.queries.server.ts'
import { listLateReports } from './comptes-attendus.server.ts'
import { beginDeposit, depositDossier, draftId, listUnsaved } from './depot.server.ts'
import {
  isStep,
  isTypedStep,
  nextStep,
  type Step,
  stepLabels,
  stepsOf,
  type TypedStep,
} from './dossier.steps.ts'
import { type Attestation, attestations } from './dossier.words.ts'
import { examine } from './dossier-examen.server.ts'
import { carriesFile, receivePiece } from './dossier-fichiers.server.ts'
import { saveStep, stepFingerprint } from './dossier-steps.commands.server.ts'
import { typedTables } from './dossier-tables.ts'
import { type Dossier, getDossier } from './dossiers.queries.server.ts'
import { canCarry } from './financements.permissions.ts'
import { findRib, saveRib } from './rib.server.ts'
import { askSignature } from './signature.server.ts'
import { getStructure } from './structure.server.ts'

type Args = RouteArgs & { params: { id: string; etape: string } }

/** A step of one's own dossier, as it is and with what one was typing. */
export function loadStep(args: Args) {
  const { now, secret } = args.context.get(servicesContext)
  return read(args, async (its) => {
    const { tx, actor } = its
    const dossier = await getDossier(tx, actor, args.params.id)
    if (!canCarry(actor, dossier)) throw new Forbidden()
    const appel = await getAppelById(tx, dossier.appelId)
    const step = stepOf(appel, args.params.etape)
    const frame = await frameOf(its, { dossier, appel, step, now: now() })
    if (isTypedStep(step)) return { ...frame, typed: await typedStep(tx, actor, { dossier, appel, step }) }
    const structure = await getStructure(tx, dossier.porteurId)
    const rib = await findRib(tx, actor, { organisationId: dossier.porteurId, secret })
    return { ...frame, typed: null, structure, rib, appelPieces: appel.pieces }
  })
}

function stepOf(appel: Appel, asked: string): Step {
  if (!isStep(asked) || !stepsOf(appel.formulaire).includes(asked)) throw new NotFound()
  return asked
}

export type StepPage = Awaited<ReturnType<typeof loadStep>>

interface Framed {
  dossier: Dossier
  appel: Appel
  step: Step
  now: Date
}

/** What every step shows around itself: where one is, what is missing where, what the clock says. */
async function frameOf({ tx, actor, today }: Visit, { dossier, appel, step, now }: Framed) {
  const window = submissionWindow(appel, dossier.depotCommenceLe, now)
  return {
    step,
    steps: stepsOf(appel.formulaire).map((its) => ({ step: its, label: stepLabels[its] })),
    missing: await examine(tx, dossier, { appel, today }),
    unsaved: await listUnsaved(tx, actor, dossier.id),
    dossier,
    appel: { code: appel.code, titre: appel.titre, fermeLe: appel.fermeLe, etat: etatAt(appel, now) },
    closed: window.open ? null : window.sentence,
    serverTime: exactTime(now),
    late: step === 'depot' ? await listLateReports(tx, dossier.porteurId, today) : [],
  }
}

async function typedStep(
  tx: Tx,
  actor: Actor,
  { dossier, appel, step }: { dossier: Dossier; appel: Appel; step: TypedStep },
) {
  const draftKey = draftId(dossier.id, step)
  const { financeurIds, plancherCentimes, plafondCentimes, partPropreMin, aidePubliqueMax } = appel
  const isWhere = step === 'public' || step === 'unique'
  return {
    step,
    dossier,
    draftKey,
    draft: await findDraft(tx, actor, { entite: 'dossier', entiteId: draftKey }),
    tables: typedTables(dossier),
    funders: appel.financeurs,
    rules: { financeurIds, plancherCentimes, plafondCentimes, partPropreMin, aidePubliqueMax },
    empreinte: stepFingerprint(dossier, step),
    choices: {
      axes: appel.axes,
      communes: isWhere ? await listCommuneChoices(tx) : [],
      qpvs: step === 'public' ? await listQpvsOf(tx, dossier) : [],
    },
  }
}

/** The quarters of today, and those the dossier already names. */
async function listQpvsOf(tx: Tx, { qpvCodes }: Dossier) {
  const { rows } = await sql<{
    value: string
    label: string
  }>`select code as value, nom || ' (' || code || ')' as label from qpv
    where territoire_id = territoire_courant() and (fin is null or code = any(${qpvCodes})) order by nom`.execute(
    tx,
  )
  return rows
}

export type TypedStepData = Awaited<ReturnType<typeof typedStep>>

interface Asked {
  args: Args
  tx: Tx
  actor: Actor
  form: FormData
  /** `/t/<territoire>/financements/dossiers/<id>`. */
  base: string
  now: Date
}

/** What a step does when its form is sent. A first press on « Déposer » is noted before anything can refuse it. */
export async function stepAction(args: Args) {
  if (args.params.etape === 'pieces' && carriesFile(args.request)) return receivePiece(args)
  const form = await formOf(args.request)
  // The instant the demand arrived: what it waits for afterwards is not the carrier's doing.
  const now = args.context.get(servicesContext).now()
  const intention = String(form.get('intention') ?? 'enregistrer')
  return refusing(form, async () => {
    if (intention === 'deposer' || intention === 'signer')
      await visit(args, ({ tx, actor }) => beginDeposit(tx, actor, args.params.id, now))
    return visit(args, ({ tx, actor }) => {
      const base = `/t/${actor.territoireSlug}/financements/dossiers/${args.params.id}`
      const intent = intents[intention]
      if (!intent)
        throw new Refusal('demande-inconnue', 'Cette demande n’est pas comprise : rechargez la page.')
      return intent({ args, tx, actor, form, base, now })
    })
  })
}

const intents: Record<string, (asked: Asked) => Promise<Response>> = {
  enregistrer: async ({ args, tx, actor, form, base }) => {
    const { id, etape } = args.params
    const dossier = await getDossier(tx, actor, id)
    const appel = await getAppelById(tx, dossier.appelId)
    const step = stepOf(appel, etape)
    if (!isTypedStep(step)) throw new NotFound()
    await saveStep(tx, actor, id, { step, form })
    await discardDraft(tx, actor, { entite: 'dossier', entiteId: draftId(id, step) })
    const next = form.has('rester') ? step : nextStep(stepsOf(appel.formulaire), step)
    return redirectWith(`${base}/${next}`, 'Étape enregistrée.')
  },
  rib: async ({ args, tx, actor, form, base }) => {
    const { secret } = args.context.get(servicesContext)
    const dossier = await getDossier(tx, actor, args.params.id)
    const input = {
      titulaire: textOf(form, 'titulaire'),
      iban: textOf(form, 'iban'),
      bic: textOf(form, 'bic'),
    }
    await saveRib(tx, actor, dossier.porteurId, { input, secret })
    return redirectWith(`${base}/pieces`, 'Coordonnées bancaires enregistrées, chiffrées.')
  },
  deposer: async ({ args, tx, actor, form, base, now }) => {
    const signing = {
      nom: textOf(form, 'signataireNom'),
      fonction: textOf(form, 'signataireFonction'),
      attestees: attestedIn(form),
      courriel: actor.courriel,
      now,
    }
    const numero = await depositDossier(tx, actor, args.params.id, signing)
    return redirectWith(base, `Dossier ${numero} déposé. L’accusé de réception part par courriel.`)
  },
  signer: async ({ args, tx, actor, form, base, now }) => {
    const { config } = args.context.get(servicesContext)
    await askSignature(tx, actor, args.params.id, {
      nom: textOf(form, 'signataireNom'),
      fonction: textOf(form, 'signataireFonction'),
      courriel: textOf(form, 'signataireCourriel'),
      publicUrl: config.publicUrl,
      now,
    })
    return redirectWith(base, 'Lien de signature envoyé.')
  },
}

const textOf = (form: FormData, name: string): string => String(form.get(name) ?? '').trim()

/** The attestations ticked in a form. */
export function attestedIn(form: FormData): Attestation[] {
  return form.getAll('attestees').map(String).filter(isAttestation)
}

function isAttestation(value: string): value is Attestation {
  return Object.hasOwn(attestations, value)
}
