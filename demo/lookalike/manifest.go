package lookalike

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"
)

// ManifestProblem is what Slack would refuse in an app's manifest, and where, as the JSON pointer that Slack gives.
type ManifestProblem struct {
	Message string `json:"message"`
	Pointer string `json:"pointer"`
}

func (p ManifestProblem) String() string { return p.Pointer + ": " + p.Message }

// JudgeManifest lists what Slack would refuse in an app's manifest. If it lists nothing, the app can be made from it.
func JudgeManifest(text []byte) []ManifestProblem {
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	var root map[string]any
	if err := decoder.Decode(&root); err != nil || decoder.More() {
		return []ManifestProblem{{Message: "it is not one JSON object", Pointer: ""}}
	}
	j := manifestJudge{version: "1"}
	if metadata, ok := root["_metadata"].(map[string]any); ok {
		if major, said := metadata["major_version"]; said {
			j.version = fmt.Sprint(major)
		}
	}
	if j.version != "1" && j.version != "2" {
		j.say("/_metadata/major_version", "there are versions 1 and 2")
	}
	j.look(root, "", "")
	j.agree(root)
	return j.problems
}

// manifestJudge walks through a manifest.
type manifestJudge struct {
	version  string // of the schema
	problems []ManifestProblem
}

func (j *manifestJudge) say(pointer, format string, args ...any) {
	j.problems = append(j.problems, ManifestProblem{Message: fmt.Sprintf(format, args...), Pointer: pointer})
}

// look checks a value against the rule of its place. pointer is where the value is. place is the same with "*" for an
// entry's number.
func (j *manifestJudge) look(value any, pointer, place string) {
	rule, known := manifestRules[place]
	if !known || j.version == "1" && slices.Contains(manifestSince2, place) {
		j.say(pointer, "there is no such key")
		return
	}
	if rule.kind == "" {
		return
	}
	if kind := jsonKind(value); kind != rule.kind {
		j.say(pointer, "it is %s, and has to be %s", kind, rule.kind)
		return
	}
	switch v := value.(type) {
	case string:
		j.lookAtString(v, rule, pointer)
	case []any:
		j.within(len(v), rule, "entries", pointer)
		seen := map[string]bool{}
		for n, entry := range v {
			key := string(encoded(entry))
			if rule.unique && seen[key] {
				j.say(fmt.Sprint(pointer, "/", n), "it stands there twice")
			}
			seen[key] = true
			j.look(entry, fmt.Sprint(pointer, "/", n), place+"/*")
		}
	case map[string]any:
		for _, key := range rule.required {
			if _, has := v[key]; !has {
				j.say(pointer+"/"+key, "it is missing")
			}
		}
		for _, key := range slices.Sorted(maps.Keys(v)) {
			if _, known := manifestRules[place+"/"+key]; !known && place == "" && j.version == "2" {
				continue // only version 1 refuses unknown fields at the top
			}
			j.look(v[key], pointer+"/"+key, place+"/"+key)
		}
	}
}

func (j *manifestJudge) lookAtString(text string, rule manifestRule, pointer string) {
	j.within(utf8.RuneCountInString(text), rule, "characters", pointer)
	if rule.pattern != nil && !rule.pattern.MatchString(text) {
		j.say(pointer, "%q does not match %s", text, rule.pattern)
	}
	if rule.oneOf != nil && !slices.Contains(rule.oneOf, text) {
		j.say(pointer, "%q is none of %s", text, strings.Join(rule.oneOf, ", "))
	}
}

func (j *manifestJudge) within(n int, rule manifestRule, what, pointer string) {
	switch {
	case n < rule.min:
		j.say(pointer, "%d %s are too few; at least %d", n, what, rule.min)
	case rule.max > 0 && n > rule.max:
		j.say(pointer, "%d %s are too many; at most %d", n, what, rule.max)
	}
}

// agree checks the parts of a manifest against each other. The sentences about request URLs are Slack's own
// (apps.manifest.validate).
func (j *manifestJudge) agree(root map[string]any) {
	settings := object(root["settings"])
	socket := settings["socket_mode_enabled"] == true
	events := object(settings["event_subscriptions"])
	if _, subscribed := settings["event_subscriptions"]; subscribed && !socket && events["request_url"] == nil {
		j.say("/settings/event_subscriptions", "Event Subscription requires either Request URL or Socket Mode Enabled")
	}
	interactivity := object(settings["interactivity"])
	if interactivity["is_enabled"] == true && !socket && interactivity["request_url"] == nil {
		j.say("/settings/interactivity", "Interactivity requires a Request URL")
	}
	features := object(root["features"])
	for n, command := range list(features["slash_commands"]) {
		if !socket && object(command)["url"] == nil {
			j.say(fmt.Sprint("/features/slash_commands/", n),
				"a slash command requires a URL where Socket Mode is not enabled")
		}
	}
	scopes := list(object(object(root["oauth_config"])["scopes"])["bot"])
	if len(scopes) > 0 && features["bot_user"] == nil {
		j.say("/oauth_config/scopes/bot", "a bot's scopes require a bot user")
	}
	for n, event := range list(events["bot_events"]) {
		name, _ := event.(string)
		if scope := manifestEventScope[name]; scope != "" && !slices.Contains(scopes, any(scope)) {
			j.say(fmt.Sprint("/settings/event_subscriptions/bot_events/", n), "%s requires the scope %s", name, scope)
		}
	}
	if len(list(features["slash_commands"]))+len(list(features["shortcuts"])) > 0 &&
		!slices.Contains(scopes, any("commands")) {
		j.say("/oauth_config/scopes/bot", "slash commands and shortcuts require the scope commands")
	}
}

func object(value any) map[string]any { v, _ := value.(map[string]any); return v }

func list(value any) []any { v, _ := value.([]any); return v }

// jsonKind is what JSON Schema calls a value.
func jsonKind(value any) string {
	switch v := value.(type) {
	case nil:
		return "null"
	case string:
		return "string"
	case bool:
		return "boolean"
	case []any:
		return "array"
	case json.Number:
		if _, err := v.Int64(); err == nil {
			return "integer"
		}
		return "number"
	}
	return "object"
}

// validateManifest is apps.manifest.validate. It takes the configuration token of the person who makes apps:
// xoxe.xoxp-….
func (w *Workspace) validateManifest(c call) (answer, *apiError) {
	if !c.has("manifest") {
		return failed("invalid_arguments", "[ERROR] missing required field: manifest")
	}
	problems := JudgeManifest([]byte(c.get("manifest")))
	if len(problems) == 0 {
		return answer{}, nil
	}
	said := make([]string, 0, len(problems))
	for _, p := range problems {
		said = append(said, p.String())
	}
	return answer{"errors": problems}, &apiError{code: "invalid_manifest", messages: said}
}
