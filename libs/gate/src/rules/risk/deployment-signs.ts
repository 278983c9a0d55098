import type { Pattern } from '../line-rule.ts'

const COMMANDS =
  /\b(?:kubectl\s+(?:apply|delete|set|rollout|scale|patch|replace)|helm\s+(?:install|upgrade|uninstall|rollback)|(?:terraform|tofu|terragrunt)\s+(?:apply|destroy|import)|pulumi\s+(?:up|destroy)|cdk\s+(?:deploy|destroy)|(?:npm|pnpm|yarn|cargo|poetry|uv|flit|lerna)\s+publish|twine\s+upload|gem\s+push|(?:docker|podman|buildah)\s+push|docker\s+(?:stack|service)\s+\w+|aws\s+(?:s3\s+(?:sync|rm|cp)|ecs|lambda|cloudformation|eks)|gcloud\s+\w+\s+deploy|az\s+(?:webapp|containerapp|functionapp)|flyctl?\s+deploy|(?:vercel|netlify|wrangler|serverless|sls|eb|heroku)\s+(?:deploy|publish|release)|ansible-playbook|git\s+push\s+.{0,40}--(?:tags|force)|gh\s+release\s+\w+|goreleaser|mvn\w*\s+.{0,60}deploy|gradlew?\s+.{0,60}publish|nuget\s+push|systemctl\s+(?:restart|enable|stop)|(?:argocd|flux|nomad|oc|eksctl|kustomize|skaffold|cap|kamal|dokku)\s+[a-z]\w+|ansible\s+\w+|ssh\s+\S+\s+\w|gh\s+workflow\s+run|semantic-release|changeset\s+publish|crane\s+push|skopeo\s+copy|docker\s+compose\s+(?:up|push|down)|docker\s+buildx\s.{0,200}--push)\b/

/** What runs in production, and what brings it there, whatever file it stands in. */
export const deploymentSigns: readonly Pattern[] = [
  {
    files: /\.(ya?ml|json)$/,
    pattern:
      /^\s*(?:-\s*)?["']?kind["']?\s*:\s*["']?(?:[A-Z]\w*|pipeline)\b|^\s*(?:-\s*)?["']?apiVersion["']?\s*:|\bAWSTemplateFormatVersion\b|["']?Type["']?\s*:\s*["']?AWS::|\bAWS::Serverless\b/,
  },
  {
    languages: ['yaml'],
    pattern:
      /^\s*(?:-\s*)?image\s*:\s*["']?[\w.-]+(?:[/:][\w./:@-]+)|^\s*(?:replicas|hostNetwork|privileged|serviceAccountName|services|ports|depends_on|restart|containers|hosts|become|gather_facts)\s*:|^\s*-\s*(?:hosts|task|uses|orb)\s*:/,
  },
  { pattern: COMMANDS },
  { languages: ['shell', 'yaml', 'other'], pattern: /\b(?:rsync|scp)\s.{0,200}\w:/ },
  {
    // The same commands, each word an element of a list.
    pattern:
      /["'](?:kubectl|helm|terraform|docker|twine|npm|ansible-playbook|aws|gcloud)["']\s*,\s*\[?\s*["'](?:apply|delete|upgrade|install|push|publish|upload|deploy|destroy|s3|ecs)["']/,
  },
  {
    where: 'sources',
    pattern:
      /["'](?:@pulumi\/|aws-cdk-lib|@aws-cdk\/|constructs["']|cdktf|sst["'])|^\s*(?:import|from)\s+(?:pulumi|aws_cdk|cdktf)\b|\bnew\s+[A-Z]\w*\s*\(\s*this\s*,\s*["'`]/,
  },
  {
    languages: ['java', 'other'],
    pattern: /^\s*(?:pipeline|stages?|agent)\s*(?:\([^()]{0,100}\)\s*)?\{/,
  },
  {
    languages: ['javascript', 'python', 'java', 'csharp', 'go'],
    where: 'sources',
    pattern:
      /\bnew\s+(?:lambda|ecs|s3|ec2|iam|rds|apigateway|cdk|aws|gcp|k8s|kubernetes)\.\w+(?:\.\w+)*\s*\(|\baws_cdk\b|\bpulumi\.\w+\(/,
  },
]
