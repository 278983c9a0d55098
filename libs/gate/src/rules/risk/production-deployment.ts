import { pathClass } from '@millwright/protocol'
import { lineRule } from '../line-rule.ts'
import { pathRule } from '../path-rule.ts'
import type { Rule } from '../rule.ts'
import { deploymentSigns } from './deployment-signs.ts'

const WHY = 'what runs in production, or how it gets there, is changed'
const PATH =
  /(^|\/)(k8s|kubernetes|helm|charts?|terraform|ansible|pulumi|cdk|argocd|argo|flux|gitops|clusters|tekton|\.tekton|concourse|puppet|cookbooks|salt|playbooks|systemd|fastlane|deploy|deployment|deployments|infra|infrastructure|\.azure-?(pipelines|devops)|\.azuredevops|sites-(enabled|available)|inventor(y|ies))\/|(^|\/)roles\/[\w.-]+\/(tasks|handlers|templates|vars|defaults)\/|\.(tf|tfvars|tf\.json|hcl|bicep|bicepparam|nomad|pp|sls|timer|socket|jenkinsfile|gitlab-ci\.ya?ml)$|(^|\/)(jenkinsfile[\w.-]*|azure-pipelines[\w.-]*\.ya?ml|\.drone\.\w+|helmfile\.ya?ml|values[\w.-]*\.ya?ml|\.dockerignore|samconfig\.toml|azuredeploy[\w.-]*\.json|app\.json|apprunner\.ya?ml|tiltfile|vagrantfile|supervisord\.conf|crontab|fastfile|(playbook|site)s?\.ya?ml|stack[\w.-]*\.ya?ml|deploy([._-][\w.-]*)?\.(rb|sh|ya?ml|js|ts|py|mjs)|release([._-][\w.-]*)?\.(sh|ya?ml))$|(^|\/)((dockerfile|containerfile)[\w.-]*|[\w.-]+\.dockerfile|(docker-)?compose[\w.-]*\.ya?ml|procfile|skaffold\.ya?ml|cloudbuild\.ya?ml|serverless\.\w+|(fly|wrangler|netlify|render|railway)\.(toml|ya?ml|json)|vercel\.json|pulumi[\w.-]*\.ya?ml|cdk\.json|\.?goreleaser\.ya?ml|chart\.yaml|buildspec\.ya?ml|appspec\.ya?ml|dockerrun\.aws\.json|ecosystem\.config\.\w+|capfile|heroku\.yml|caddyfile|haproxy\.cfg|app\.ya?ml|kustomization\.ya?ml|nginx\.conf|[\w.-]+\.service)$/

const byPath = pathRule({
  name: 'production-deployment',
  decision: 'approval',
  riskClass: 'production_deployment',
  objection: (path) => (PATH.test(path.toLowerCase()) || pathClass(path) === 'ci' ? WHY : null),
  refused: [
    '=== Dockerfile\n+x',
    '=== infra/main.tf\n+x',
    '=== deploy/app.ts\n+x',
    '=== docker-compose.prod.yml\n+x',
    '=== charts/web/values.yaml\n+x',
    '=== config/web.yaml\n+kind: Deployment',
    '=== scripts/release.sh\n+kubectl apply -f web.yaml',
    '=== scripts/release.js\n+exec("npm publish")',
  ],
  allowed: ['=== src/deployer.ts\n+x', '=== src/chart.ts\n+x', '=== docs/helm.md\n+x'],
})

const byContent = lineRule({
  ...byPath,
  why: WHY,
  change: 'any',
  patterns: deploymentSigns,
})

/** By path, and by content under any other name. */
export const productionDeployment: Rule = {
  ...byPath,
  find: (patch, context) => [...byPath.find(patch, context), ...byContent.find(patch, context)],
}
