import type { ComposeFile, ComposeService } from './compose-file.ts'
import type { Finding } from './finding.ts'

/** The one service that may switch the engine's own confinement off: it brings a stricter one. */
const JAILER = 'worker'
/** The service that nothing outside our own containers may reach. */
const STORE = 'redis'

/** A sentence for each rule that a service breaks. */
const serviceRules: Readonly<Record<string, (service: ComposeService, name: string) => string>> = {
  image: ({ image, build }) =>
    build || /:\d+\.\d+\.\d+[\w.-]*(@sha256:[0-9a-f]{64})?$/.test(image)
      ? ''
      : `${image} names no exact version`,
  user: ({ user }) => (/^[1-9]\d*:[1-9]\d*$/.test(user) ? '' : 'user must be a number, not root'),
  restart: ({ restart }) =>
    ['always', 'unless-stopped'].includes(restart) ? '' : 'nothing starts it again',
  init: ({ init }) => (init ? '' : 'nobody reaps its orphans'),
  'read-only': ({ read_only, tmpfs }) =>
    read_only && tmpfs.length > 0 ? '' : 'read_only with a tmpfs is missing',
  capabilities: ({ cap_drop, cap_add, privileged }) =>
    cap_drop.includes('ALL') && cap_add.length === 0 && !privileged ? '' : 'it keeps capabilities',
  privileges: ({ security_opt }) =>
    security_opt.includes('no-new-privileges:true') ? '' : 'no-new-privileges is missing',
  confinement: ({ security_opt }, name) =>
    name === JAILER || !security_opt.some((each) => each.includes('unconfined'))
      ? ''
      : 'it switches the confinement of the engine off',
  isolation: ({ network_mode, pid }) =>
    network_mode === '' && pid === '' ? '' : 'it shares namespaces with the host',
  limits: ({ mem_limit, pids_limit }) =>
    mem_limit !== undefined && pids_limit !== undefined ? '' : 'mem_limit or pids_limit is missing',
  healthcheck: ({ healthcheck }) =>
    healthcheck.test[0] === 'CMD' ? '' : 'a health check without a shell is missing',
  logging: ({ logging }) =>
    logging?.options['max-size'] === undefined ? 'its log grows without end' : '',
  ports: ({ ports }) =>
    ports.every((port) => port.startsWith('127.0.0.1:')) ? '' : 'a port is open to the network',
  socket: ({ volumes }) =>
    volumes.some(({ source }) => source.includes('docker.sock')) ? 'it owns the engine' : '',
  'bind-mounts': ({ volumes }) =>
    volumes.every(({ type, read_only }) => type !== 'bind' || read_only)
      ? ''
      : 'it may write to a folder of the host',
  environment: ({ environment }) =>
    Object.keys(environment).some((key) => /TOKEN|SECRET|PASSWORD|KEY|URL$/.test(key))
      ? 'a secret stands in the environment'
      : '',
}

/** Rules of our own for docker-compose.yml; its schema is another matter. */
export function checkCompose({ services, networks, secrets }: ComposeFile): Finding[] {
  return Object.entries(services).flatMap(([name, service]) => {
    const findings = Object.entries(serviceRules)
      .map(([rule, whyOf]) => ({ rule, at: name, why: whyOf(service, name) }))
      .filter(({ why }) => why !== '')
    const unknown = service.secrets.filter((secret) => !Object.hasOwn(secrets, secret))
    for (const secret of unknown) {
      findings.push({ rule: 'secrets', at: name, why: `the secret ${secret} comes from no file` })
    }
    const isInside = service.networks.every((network) => networks[network]?.internal === true)
    if (name === STORE && (!isInside || service.ports.length > 0)) {
      findings.push({ rule: 'store', at: name, why: 'it can be reached from outside' })
    }
    return findings
  })
}
