import { rm } from 'node:fs/promises'
import { Refusal } from '#app/lib/errors.ts'
import { parseForm } from '#app/lib/form-values.ts'
import { newId } from '#app/lib/ids.ts'
import {
  formOf,
  type RouteArgs,
  read,
  redirectWith,
  refused,
  servicesContext,
  statusOf,
  visit,
} from '#app/platform/http.server.ts'
import { transfertInput } from './transfert.schema.ts'
import { writePaquet } from './transfert-paquet.server.ts'
import { gatherMatter, recordTransfert } from './transferts.commands.server.ts'

/** Prepares a transfer: the package is written between two transactions, none waits for it. */
export async function prepareTransfert(args: RouteArgs) {
  const { config, now: clock } = args.context.get(servicesContext)
  const form = await formOf(args.request)
  const [id, now] = [newId(), clock()]
  try {
    const input = parseForm(transfertInput, form)
    const matter = await read(args, (its) => gatherMatter(its, input, { id, now }))
    const paquet = await writePaquet(matter, config.dataDir)
    try {
      return await visit(args, async ({ tx, actor }) => {
        const { title: titre } = matter.document
        await recordTransfert(tx, actor, input, { id, titre, paquet, now, dataDir: config.dataDir })
        return redirectWith(`/t/${actor.territoireSlug}/registre/transferts/${id}`, 'Le paquet est prêt.')
      })
    } finally {
      await rm(paquet.file.path, { force: true })
    }
  } catch (error) {
    if (error instanceof Refusal) return refused(error, form)
    throw statusOf(error)
  }
}
