import { createContext, data, type RouterContextProvider, redirect } from 'react-router'
import type { Tx } from '#app/db/connection.server.ts'
import { asActor, readInTerritoire } from '#app/db/territoire.server.ts'
import { type IsoDate, parseIsoDate } from '#app/lib/dates.ts'
import { Forbidden, InvalidInput, NotFound, Refusal } from '#app/lib/errors.ts'
import { parisDate } from '#app/lib/paris-time.ts'
import type { Actor } from './permissions.ts'
import type { RefusedForm } from './refused-form.ts'
import type { Services } from './services.server.ts'

/** Set by the host for every request. */
export const servicesContext = createContext<Services>()
/** Set by the layout of a territory, for the signed-in person. */
export const actorContext = createContext<Actor>()
/** The nonce of the page's scripts. */
export const nonceContext = createContext<string>('')

export interface RouteArgs {
  request: Request
  context: Readonly<RouterContextProvider>
}

/** What a loader of a territory works with: one transaction in that territory, the person, the date read at. */
export interface Visit {
  tx: Tx
  actor: Actor
  /** « au » : the day the project is read at, today unless `?au=` says otherwise. */
  at: IsoDate
  today: IsoDate
}

/** Runs a loader's reads inside the territory; what it throws becomes the right status. It cannot write. */
export async function read<Result>(
  args: RouteArgs,
  work: (visit: Visit) => Promise<Result>,
): Promise<Result> {
  const { database } = args.context.get(servicesContext)
  const actor = args.context.get(actorContext)
  return answering(() =>
    readInTerritoire(database, actor.territoireId, (tx) => work({ tx, actor, ...datesOf(args) })),
  )
}

/** The same for an answer that leaves a trace as it is given: a presence, a line of the journal. One transaction. */
export async function readAndNote<Result>(
  args: RouteArgs,
  work: (visit: Visit) => Promise<Result>,
): Promise<Result> {
  return answering(() => visit(args, work))
}

/**
 * Runs an action. A refusal comes back to the form as data, with what was typed; absent and forbidden become pages.
 * @returns what `work` returns (usually a redirect), or `{ refusal, values }` with status 409 or 422.
 */
export async function write<Result>(
  args: RouteArgs,
  work: (visit: Visit & { form: FormData }) => Promise<Result>,
) {
  const form = await formOf(args.request)
  return refusing(form, () => visit(args, (its) => work({ ...its, form })))
}

/** The same for what happens outside the transaction of a territory: a refusal comes back with what was typed. */
export async function refusing<Result>(form: FormData, work: () => Promise<Result>) {
  try {
    return await work()
  } catch (error) {
    if (error instanceof Refusal) return refused(error, form)
    throw statusOf(error)
  }
}

/** One transaction of the territory, errors left as they are: what `write` is made of. */
export async function visit<Result>(
  args: RouteArgs,
  work: (visit: Visit) => Promise<Result>,
): Promise<Result> {
  const services = args.context.get(servicesContext)
  const actor = args.context.get(actorContext)
  return asActor(services.database.db, actor, (tx) => work({ tx, actor, ...datesOf(args) }))
}

/** Today in France, and the day the project is read at. */
export function datesOf(args: RouteArgs): { at: IsoDate; today: IsoDate } {
  const today = parisDate(args.context.get(servicesContext).now())
  try {
    return { today, at: dayAsked(args.request) ?? today }
  } catch (error) {
    throw statusOf(error)
  }
}

/** Turns the three ways to say no into the statuses of HTTP; a bug stays a bug. */
export async function answering<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    throw statusOf(error)
  }
}

/** What a thrown error becomes for HTTP. */
export function statusOf(error: unknown): unknown {
  if (error instanceof NotFound) return data({ message: error.message }, { status: 404 })
  if (error instanceof Forbidden) return data({ message: error.message }, { status: 403 })
  if (error instanceof Refusal) return data({ message: error.message }, { status: statusOfRefusal(error) })
  return error
}

function statusOfRefusal(error: Refusal): number {
  if (error.code === 'conflit') return 409
  return error.code === 'fichier-trop-gros' ? 413 : 422
}

/** A refusal as the answer of a form, with what was typed. */
export function refused(error: Refusal, form: FormData) {
  const fieldErrors =
    error instanceof InvalidInput ? error.fieldErrors : error.field ? { [error.field]: [error.message] } : {}
  const body: RefusedForm = {
    refusal: { code: error.code, message: error.message, fieldErrors, details: error.details ?? null },
    values: typed(form),
  }
  return data(body, { status: statusOfRefusal(error) })
}

// A password is never sent back.
const secretFields = new Set(['motDePasse', 'confirmation', 'actuel'])

function typed(form: FormData): Record<string, string[]> {
  const texts = [...form.entries()].filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string' && !secretFields.has(entry[0]),
  )
  return Object.fromEntries(
    [...Map.groupBy(texts, ([name]) => name)].map(([name, entries]) => [
      name,
      entries.map(([, value]) => value),
    ]),
  )
}

/** `?au=2016-12-31`, or null. A date that does not exist is refused rather than ignored. */
function dayAsked(request: Request): IsoDate | null {
  const asked = new URL(request.url).searchParams.get('au')
  if (!asked) return null
  const day = parseIsoDate(asked)
  if (!day)
    throw new Refusal(
      'date-invalide',
      'La date demandée dans l’adresse n’existe pas : écrivez-la comme 2016-12-31.',
    )
  return day
}

/** A redirect after a form, with a sentence that the next page shows once. */
export function redirectWith(path: string, message: string): Response {
  return redirect(path, {
    headers: {
      'set-cookie': `maillage.dit=${encodeURIComponent(message)}; Path=/; Max-Age=30; SameSite=Lax; HttpOnly`,
    },
  })
}

/** The version a form was read at. */
export function versionOf(form: FormData): number {
  const version = Number(form.get('version'))
  if (!Number.isInteger(version) || version < 1)
    throw new Refusal(
      'version-absente',
      'Rechargez la page, puis recommencez : on ne sait pas quelle version vous modifiez.',
    )
  return version
}

/** The form of a request; a body that is not a form is a wrong request, not a failure of ours. */
export async function formOf(request: Request): Promise<FormData> {
  try {
    return await request.formData()
  } catch {
    throw data({ message: 'Cette demande n’est pas un formulaire : passez par l’écran.' }, { status: 415 })
  }
}
