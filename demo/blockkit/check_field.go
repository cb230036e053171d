package blockkit

import (
	"math/big"
	"regexp"
	"sync"
	"time"
	"unicode/utf8"
)

// maxTyped is the most characters that a text field holds.
const maxTyped = 3000

// decimalNumber is how a number is written in a number_input: no exponent, no thousands comma.
var decimalNumber = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^-?\d{1,64}(\.\d{1,64})?$`) })

// textField judges plain_text_input.
func (j *judge) textField(o object) {
	o.only("type", "action_id", "initial_value", "multiline", "min_length", "max_length",
		"dispatch_action_config", "focus_on_load", "placeholder")
	j.placeholder(o)
	j.dispatchConfig(o)
	o.optionalBoolean("multiline")
	least, most := 0, maxTyped
	if v, ok := o.maybe("min_length"); ok {
		if n, ok := v.integer(0, maxTyped); ok {
			least = n
		}
	}
	if v, ok := o.maybe("max_length"); ok {
		if n, ok := v.integer(1, maxTyped); ok {
			most = n
		}
	}
	if least > most {
		o.fault("min_length must be less than or equal to max_length")
	}
	if v, ok := o.maybe("initial_value"); ok {
		// Slack does not hold an initial value to the minimum, as the person may still add to it.
		if s, ok := v.text(); ok && utf8.RuneCountInString(s) > most {
			v.fault("must be less than %d characters", most+1)
		}
	}
}

// numberField judges number_input, whose values are strings.
func (j *judge) numberField(o object) {
	o.only("type", "action_id", "is_decimal_allowed", "initial_value", "min_value", "max_value",
		"dispatch_action_config", "focus_on_load", "placeholder")
	j.placeholder(o)
	j.dispatchConfig(o)
	decimals := true
	if v, ok := o.need("is_decimal_allowed"); ok {
		decimals, _ = v.boolean()
	}
	bounds := map[string]*big.Rat{}
	for _, name := range []string{"min_value", "max_value", "initial_value"} {
		v, ok := o.maybe(name)
		if !ok {
			continue
		}
		s, ok := v.text()
		if !ok {
			continue
		}
		n, ok := readNumber(s, decimals)
		if !ok {
			v.fault("must be a number")
			continue
		}
		bounds[name] = n
	}
	least, most, initial := bounds["min_value"], bounds["max_value"], bounds["initial_value"]
	if least != nil && most != nil && least.Cmp(most) > 0 {
		o.fault("min_value must be less than or equal to max_value")
	}
	if initial != nil && (least != nil && initial.Cmp(least) < 0 || most != nil && initial.Cmp(most) > 0) {
		o.fault("initial_value must be between min_value and max_value")
	}
}

// readNumber reads what a number_input holds. A fraction counts only where decimals are allowed.
func readNumber(s string, decimals bool) (*big.Rat, bool) {
	if !decimalNumber().MatchString(s) {
		return nil, false
	}
	n, ok := new(big.Rat).SetString(s)
	if !ok || (!decimals && !n.IsInt()) {
		return nil, false
	}
	return n, true
}

// addressField judges email_text_input and url_text_input.
func (j *judge) addressField(o object) {
	o.only("type", "action_id", "initial_value", "dispatch_action_config", "focus_on_load", "placeholder")
	j.placeholder(o)
	j.dispatchConfig(o)
	if v, ok := o.maybe("initial_value"); ok {
		v.sized(0, maxTyped)
	}
}

func (j *judge) dispatchConfig(o object) {
	v, ok := o.maybe("dispatch_action_config")
	if !ok {
		return
	}
	config, ok := v.object("trigger_actions_on")
	if !ok {
		return
	}
	if on, ok := config.maybe("trigger_actions_on"); ok {
		events, _ := on.list(1, 2)
		for _, event := range events {
			event.oneOf("on_enter_pressed", "on_character_entered")
		}
	}
}

// timeField judges datepicker, timepicker and datetimepicker.
func (j *judge) timeField(o object, kind string) {
	switch kind {
	case "datepicker":
		o.only("type", "action_id", "initial_date", "placeholder", "confirm", "focus_on_load")
		j.layout(o, "initial_date", time.DateOnly)
	case "timepicker":
		o.only("type", "action_id", "initial_time", "timezone", "placeholder", "confirm", "focus_on_load")
		j.layout(o, "initial_time", "15:04")
		if v, ok := o.maybe("timezone"); ok {
			v.sized(1, maxIdentifier)
		}
	default:
		o.only("type", "action_id", "initial_date_time", "confirm", "focus_on_load")
		if v, ok := o.maybe("initial_date_time"); ok {
			v.integer(1_000_000_000, 9_999_999_999) // ten digits of Unix seconds
		}
	}
	j.placeholder(o)
	j.confirm(o)
}

func (j *judge) layout(o object, name, layout string) {
	v, ok := o.maybe(name)
	if !ok {
		return
	}
	if s, ok := v.text(); ok {
		if parsed, err := time.Parse(layout, s); err != nil || parsed.Format(layout) != s {
			v.fault("must be in the form %s", layoutWords[layout])
		}
	}
}

var layoutWords = map[string]string{time.DateOnly: "YYYY-MM-DD", "15:04": "HH:mm"}
