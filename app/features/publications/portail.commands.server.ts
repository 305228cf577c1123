import type { Tx } from '#app/db/connection.server.ts'
import { type EntitySpec, insertEntity, updateEntity } from '#app/platform/entity.server.ts'
import type { Actor } from '#app/platform/permissions.ts'
import { type PortailInput, portailInput } from './portail.schema.ts'
import { mustPublish } from './publications.commands.server.ts'

const portailSpec = {
  entite: 'portail',
  table: 'portail',
  schema: portailInput,
  titre: ({ ouvert }) => (ouvert ? 'Portail public, ouvert' : 'Portail public, fermé'),
} satisfies EntitySpec<typeof portailInput>

export const closedPortail: PortailInput = {
  ouvert: false,
  accroche: '',
  presentation: '',
  participer: '',
  courriel: '',
}

/** The settings of the portal, closed when nobody has opened it yet. */
export async function getPortail(tx: Tx) {
  const row = await tx
    .selectFrom('portail')
    .select(['id', 'version', 'ouvert', 'accroche', 'presentation', 'participer', 'courriel'])
    .executeTakeFirst()
  return row ?? { id: null, version: 1, ...closedPortail }
}

/** Keeps the settings; the first time, they are born with it. */
export async function savePortail(
  tx: Tx,
  actor: Actor,
  { version, input }: { version: number; input: PortailInput },
): Promise<void> {
  mustPublish(actor)
  const { id } = await getPortail(tx)
  if (id) await updateEntity(tx, actor, portailSpec, { id, version, changes: input })
  else await insertEntity(tx, actor, portailSpec, { values: input })
}

/** Opens the portal with its words. */
export async function openPortail(
  tx: Tx,
  actor: Actor,
  words: Pick<PortailInput, 'accroche' | 'presentation' | 'participer'>,
): Promise<void> {
  const { version } = await getPortail(tx)
  await savePortail(tx, actor, { version, input: { ...closedPortail, ...words, ouvert: true } })
}
