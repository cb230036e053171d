package store

import (
	"database/sql/driver"
	"encoding/json"
	"fmt"
	"time"

	"github.com/lib/pq"
	"github.com/shopspring/decimal"

	"chaser/kpi"
)

// number is a NUMERIC column that may be null. It keeps every digit that was given: 160.0 stays 160.0, while decimal's
// own conversion drops the zero.
type number struct{ *decimal.Decimal }

// Scan reads a NUMERIC as PostgreSQL writes it.
func (n *number) Scan(from any) error {
	n.Decimal = nil
	if from == nil {
		return nil
	}
	text, err := scanText(from)
	if err != nil {
		return err
	}
	d, err := decimal.NewFromString(text)
	if err != nil {
		return fmt.Errorf("%q is not a number: %w", text, err)
	}
	n.Decimal = &d
	return nil
}

// Value is the number with all its digits.
func (n number) Value() (driver.Value, error) {
	if n.Decimal == nil {
		return nil, nil
	}
	return kpi.Exactly(*n.Decimal), nil
}

// MarshalJSON is the number with all its digits as a string, or null.
func (n number) MarshalJSON() ([]byte, error) {
	if n.Decimal == nil {
		return []byte("null"), nil
	}
	return []byte(`"` + kpi.Exactly(*n.Decimal) + `"`), nil // digits need no escaping
}

// period is a column that holds a period as the register writes it.
type period struct{ kpi.Period }

// Scan reads a period.
func (p *period) Scan(from any) error {
	text, err := scanText(from)
	if err != nil {
		return err
	}
	p.Period, err = kpi.ParsePeriod(text)
	return err
}

// UnmarshalJSON reads a period out of a document column.
func (p *period) UnmarshalJSON(text []byte) error {
	var s string
	if err := json.Unmarshal(text, &s); err != nil {
		return err
	}
	return p.Scan(s)
}

// Value is the period as the register writes it.
func (p period) Value() (driver.Value, error) { return p.String(), nil }

// optionalPeriod is a period that may be missing: then the column is empty.
type optionalPeriod struct{ kpi.Period }

// Scan reads a period, or none.
func (p *optionalPeriod) Scan(from any) error {
	text, err := scanText(from)
	if err != nil || text == "" {
		return err
	}
	p.Period, err = kpi.ParsePeriod(text)
	return err
}

// UnmarshalJSON reads a period, or none, out of a document column.
func (p *optionalPeriod) UnmarshalJSON(text []byte) error {
	var s string
	if err := json.Unmarshal(text, &s); err != nil {
		return err
	}
	return p.Scan(s)
}

// day is a DATE column. Null is the zero date.
type day struct{ kpi.Date }

// Scan reads a DATE, which lib/pq gives as midnight of that day.
func (d *day) Scan(from any) error {
	switch v := from.(type) {
	case nil:
		d.Date = kpi.Date{}
	case time.Time:
		d.Date = kpi.DateOf(v)
	default:
		return fmt.Errorf("%T is not a date", from)
	}
	return nil
}

// UnmarshalJSON reads a DATE out of a document column.
func (d *day) UnmarshalJSON(text []byte) (err error) {
	var s *string
	if err := json.Unmarshal(text, &s); err != nil || s == nil {
		d.Date = kpi.Date{}
		return err
	}
	d.Date, err = kpi.ParseDate(*s)
	return err
}

// MarshalJSON is the day as ISO 8601, or null if there is none.
func (d day) MarshalJSON() ([]byte, error) { return json.Marshal(orNull(d.String())) }

// Value is the day as ISO 8601, or null if there is none.
func (d day) Value() (driver.Value, error) { return orNull(d.String()), nil }

// ladder is a column that holds a ladder as the register writes it. Null is the default ladder.
type ladder struct{ kpi.Ladder }

// Scan reads a ladder.
func (l *ladder) Scan(from any) error {
	l.Ladder = nil
	if from == nil {
		return nil
	}
	text, err := scanText(from)
	if err == nil {
		l.Ladder, err = kpi.ParseLadder(text)
	}
	return err
}

// UnmarshalJSON reads a ladder out of a document column.
func (l *ladder) UnmarshalJSON(text []byte) error {
	var s *string
	if err := json.Unmarshal(text, &s); err != nil || s == nil {
		l.Ladder = nil
		return err
	}
	return l.Scan(*s)
}

// Value is the ladder as the register writes it, or null for the default ladder.
func (l ladder) Value() (driver.Value, error) { return orNull(l.String()), nil }

// orNull is a text, or null if it is empty.
func orNull(text string) any {
	if text == "" {
		return nil
	}
	return text
}

// idOrNull is an id, or null for 0, the id of no row.
func idOrNull(id int64) any {
	if id == 0 {
		return nil
	}
	return id
}

// document is a column of JSON that is read into T. Null leaves T as it is.
type document[T any] struct{ is T }

// Scan reads the JSON.
func (d *document[T]) Scan(from any) error {
	if from == nil {
		return nil
	}
	text, err := scanText(from)
	if err != nil {
		return err
	}
	return json.Unmarshal([]byte(text), &d.is)
}

func scanText(from any) (string, error) {
	switch v := from.(type) {
	case []byte:
		return string(v), nil
	case string:
		return v, nil
	}
	return "", fmt.Errorf("%T is not text", from)
}

// int64Array is a list of ids as a parameter.
func int64Array(ids []int64) driver.Valuer { return pq.Int64Array(ids) }
