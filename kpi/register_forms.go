package kpi

import (
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/idna"
	"golang.org/x/text/unicode/norm"
)

// slackbot is the one user id of Slack's that is not a person's, and has no form of its own.
const slackbot = "USLACKBOT"

var (
	codeForm = pattern(`^[\p{Latin}0-9][\p{Latin}0-9._/-]*$`)

	// readsAsPeriod are codes that everybody, and the command, reads as a period.
	readsAsPeriod = pattern(`(?i)^(q[1-4]|q[1-4][-/.]?\d{2,4}|\d{2,4}[-/]\d{2,4}([-/.]?q[1-4])?|\d{4}[-/.]?q[1-4]|` +
		`(jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*[-/.]?\d{2,4})$`)
)

// code checks an indicator's code. Two codes that look alike must be one, and none may read as a period.
func (c *registerCheck) code(path, code string) {
	plain := norm.NFKC.String(code)
	switch {
	case plain != code && codeForm().MatchString(plain):
		c.add(path, "%q is written with letters or digits that only look like others; write it as %s", code, plain)
	case !codeForm().MatchString(code) || utf8.RuneCountInString(code) > MaxCode:
		c.add(path, "%q is not a code; it is one word of up to %d letters and digits, such as 178 or REG2", code, MaxCode)
	case readsAsPeriod().MatchString(code):
		c.add(path, "%q reads as a period, so nobody could type it; put letters before it, such as KPI-%s", code, code)
	}
}

// meanPeriod checks the period of a point of comparison.
func (c *registerCheck) meanPeriod(path string, known bool, of Period) {
	if !known && !of.IsZero() {
		c.add(path, "is the period of a mean that is missing; give the mean too, or leave its period out")
	}
}

// webAddress checks a link. Its reader must see where it leads, and it must give nobody's password away.
func (c *registerCheck) webAddress(path, address string) {
	if address == "" {
		return
	}
	u, err := url.Parse(address)
	switch {
	case err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https":
		c.add(path, "%q is not a web address; it begins with https://", Excerpt(address))
	case u.User != nil:
		c.add(path, "has a name or a password in it, which everybody would read; leave out what stands before the @")
	case !readableHost(u.Hostname()):
		c.add(path, "%q leads to a host that does not read as it is; write its address in plain letters", Excerpt(address))
	}
}

// readableHost reports whether a host is a name of the domain name system whose letters run one way and are visible.
func readableHost(host string) bool {
	if strings.ContainsFunc(host, func(r rune) bool { return unicode.In(r, unicode.Cf, unicode.Cc) }) {
		return false
	}
	if strings.Contains(host, ":") { // an address of IP version 6
		return true
	}
	_, err := idna.Lookup.ToASCII(host)
	return err == nil
}
