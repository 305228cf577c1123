import { listCommunesAt } from '#app/features/territoires/index.server.ts'
import { Forbidden } from '#app/lib/errors.ts'
import { parseForm } from '#app/lib/form-values.ts'
import { formatCount, formatShortList } from '#app/lib/text.ts'
import { type RouteArgs, read, redirectWith, servicesContext, write } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { textParam } from '#app/platform/search-params.ts'
import { getCible, listCibles } from './cibles.server.ts'
import { inviteCommunes } from './invitations.commands.server.ts'
import { invitationInput } from './participation.schema.ts'
import { listDeclaredAt, listInvitations } from './participations.queries.server.ts'

/** What can be proposed, to whom; the kind of commune of the address is ticked beforehand. */
export function loadInviter(args: RouteArgs) {
  return read(args, async ({ tx, actor, today }) => {
    if (!can(actor, 'participation.inviter')) throw new Forbidden()
    const cibles = await listCibles(tx, actor, today)
    const names = new Map(cibles.map((its) => [its.id, its.nom]))
    const lieu = textParam(args.request, 'lieu')
    const said = new Set((await listDeclaredAt(tx, today)).map((its) => its.communeCode))
    const communes = (await listCommunesAt(tx, today)).map(({ code, nom, type, qpvs }) => ({
      value: code,
      label: nom,
      lieu: qpvs > 0 ? 'qpv' : type === 'rurale' ? 'rurale' : 'autre',
      isSilent: !said.has(code),
    }))
    return {
      genre: textParam(args.request, 'genre') ?? 'axe',
      cibles: cibles.map(({ id, nom, genre }) => ({ value: id, label: nom, genre })),
      communes: communes.map(({ value, label }) => ({ value, label })),
      ticked: communes
        .filter((its) => lieu !== undefined && its.lieu === lieu && its.isSilent)
        .map((its) => its.value),
      invitations: (await listInvitations(tx, null)).map((its) => ({
        ...its,
        nom: names.get(its.cible) ?? '',
      })),
    }
  })
}

export type InviterPage = Awaited<ReturnType<typeof loadInviter>>

export function inviterAction(args: RouteArgs) {
  const { config, now } = args.context.get(servicesContext)
  return write(args, async ({ tx, actor, form, today }) => {
    if (!can(actor, 'participation.inviter')) throw new Forbidden()
    const input = parseForm(invitationInput, form)
    const cible = await getCible(tx, actor, String(form.get('cible')), today)
    const sent = await inviteCommunes(
      tx,
      actor,
      { cible, input },
      { publicUrl: config.publicUrl, now: now() },
    )
    const silent =
      sent.sansAdresse.length > 0
        ? ` Sans adresse connue, à prévenir autrement : ${formatShortList(sent.sansAdresse, 5)}.`
        : ''
    return redirectWith(
      `/t/${actor.territoireSlug}/participation/inviter`,
      `${formatCount(sent.envoyees, 'commune invitée', 'communes invitées')} par courriel.${silent}`,
    )
  })
}
