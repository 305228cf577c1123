import { rm } from 'node:fs/promises'
import { Forbidden, Refusal } from '#app/lib/errors.ts'
import { depositLimits, keepDeposit } from './deposits.server.ts'
import {
  type RouteArgs,
  read,
  redirectWith,
  refused,
  servicesContext,
  statusOf,
  visit,
} from './http.server.ts'
import { can, type Operation } from './permissions.ts'
import { receiveUpload } from './uploads.server.ts'

export interface DepositAsked {
  /** What is imported: the name under which the file waits. */
  entite: string
  needs: Operation | ReadonlyArray<Operation>
  /** The page of the rehearsal, its id added. */
  to: string
  /** Refuses at once a file that cannot be one of these. */
  check?: (path: string) => Promise<unknown>
}

/**
 * Receives the file of an import and sends to its rehearsal; nothing is written yet. The right is checked before the
 * first byte is read, and no transaction waits for the network.
 */
export async function receiveDeposit(args: RouteArgs, { entite, needs, to, check }: DepositAsked) {
  const { config, now } = args.context.get(servicesContext)
  await read(args, async ({ actor }) => {
    if (![needs].flat().every((operation) => can(actor, operation))) throw new Forbidden()
  })
  try {
    const { file } = await receiveUpload(args.request, depositLimits(config.dataDir))
    if (!file)
      throw new Refusal('fichier-absent', 'Choisissez un fichier qui n’est pas vide.', { field: 'fichier' })
    try {
      await check?.(file.path)
      return await visit(args, async ({ tx, actor }) => {
        const id = await keepDeposit(tx, actor, entite, { file, now: now() })
        return redirectWith(
          `/t/${actor.territoireSlug}${to}/${id}`,
          'Fichier reçu : rien n’est encore écrit.',
        )
      })
    } catch (error) {
      await rm(file.path, { force: true })
      throw error
    }
  } catch (error) {
    if (error instanceof Refusal) return refused(error, new FormData())
    throw statusOf(error)
  }
}
