// Check reads Kubernetes manifests as the API server's own types, and refuses a field that they do not have, a value of
// another type, and a kind that it does not know. It needs no cluster and no schema from elsewhere.
package main

import (
	"bytes"
	"fmt"
	"os"

	appsv1 "k8s.io/api/apps/v1"
	batchv1 "k8s.io/api/batch/v1"
	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	policyv1 "k8s.io/api/policy/v1"
	security "k8s.io/pod-security-admission/api"
	"k8s.io/pod-security-admission/policy"
	"sigs.k8s.io/yaml"
)

// kinds are what our manifests may hold.
var kinds = map[string]func() any{
	"apps/v1 Deployment":                 func() any { return &appsv1.Deployment{} },
	"batch/v1 Job":                       func() any { return &batchv1.Job{} },
	"v1 Service":                         func() any { return &corev1.Service{} },
	"v1 ServiceAccount":                  func() any { return &corev1.ServiceAccount{} },
	"policy/v1 PodDisruptionBudget":      func() any { return &policyv1.PodDisruptionBudget{} },
	"networking.k8s.io/v1 NetworkPolicy": func() any { return &networkingv1.NetworkPolicy{} },
}

func main() {
	faults := 0
	for _, name := range os.Args[1:] {
		text, err := os.ReadFile(name)
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		for n, document := range bytes.Split(text, []byte("\n---\n")) {
			said, err := check(document)
			if err != nil {
				fmt.Fprintf(os.Stderr, "%s, document %d: %v\n", name, n+1, err)
				faults++
				continue
			}
			fmt.Println(said)
		}
	}
	if faults > 0 || len(os.Args) < 2 {
		os.Exit(1)
	}
}

// check reads one document; it returns what it is.
func check(document []byte) (string, error) {
	var head struct {
		APIVersion string `json:"apiVersion"`
		Kind       string `json:"kind"`
		Metadata   struct {
			Name string `json:"name"`
		} `json:"metadata"`
	}
	if err := yaml.Unmarshal(document, &head); err != nil {
		return "", err
	}
	kind := head.APIVersion + " " + head.Kind
	as, ok := kinds[kind]
	if !ok {
		return "", fmt.Errorf("%q is not a kind that check.go knows; add it there", kind)
	}
	if head.Metadata.Name == "" {
		return "", fmt.Errorf("this %s has no name", head.Kind)
	}
	object := as()
	if err := yaml.UnmarshalStrict(document, object); err != nil {
		return "", fmt.Errorf("%s %s: %w", head.Kind, head.Metadata.Name, err)
	}
	if err := hardened(object); err != nil {
		return "", fmt.Errorf("%s %s: %w", head.Kind, head.Metadata.Name, err)
	}
	return head.Kind + " " + head.Metadata.Name + ": ok", nil
}

// hardened refuses a pod that could do more than Chaser needs: what a namespace that enforces "restricted" would not admit,
// by the API server's own rules, and what those let through.
func hardened(object any) error {
	var template corev1.PodTemplateSpec
	switch o := object.(type) {
	case *appsv1.Deployment:
		template = o.Spec.Template
	case *batchv1.Job:
		template = o.Spec.Template
	default:
		return nil
	}
	rules, err := policy.NewEvaluator(policy.DefaultChecks(), nil)
	if err != nil {
		return err
	}
	restricted := security.LevelVersion{Level: security.LevelRestricted, Version: security.LatestVersion()}
	judged := policy.AggregateCheckResults(rules.EvaluatePod(restricted, &template.ObjectMeta, &template.Spec))
	if !judged.Allowed {
		return fmt.Errorf("a namespace that enforces %q would not admit its pod: %s", restricted.Level, judged.ForbiddenDetail())
	}
	pod := template.Spec
	if pod.AutomountServiceAccountToken == nil || *pod.AutomountServiceAccountToken {
		return fmt.Errorf("its pod is given a token of the cluster's")
	}
	for _, c := range pod.Containers {
		if may := c.SecurityContext; may == nil || may.ReadOnlyRootFilesystem == nil || !*may.ReadOnlyRootFilesystem {
			return fmt.Errorf("its container %s may write its root", c.Name)
		}
		for _, e := range c.Env {
			if e.ValueFrom != nil && e.ValueFrom.SecretKeyRef != nil {
				return fmt.Errorf("its container %s has the secret %s in its environment; mount it as a file", c.Name, e.Name)
			}
		}
	}
	return nil
}
