package config

import (
	"errors"
	"net"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// What may be wrong with the database's address. None of these sentences quotes any of it. A password with an unescaped
// sign can spill into any part of the address, so that even the host's name may hold half of it.
var (
	errDatabaseForm = errors.New("DATABASE_URL is not a database's address; " +
		"write it as postgres://user:password@host:5432/chaser?sslmode=require")

	errDatabaseSigns = errors.New("DATABASE_URL holds a sign that means something else in an address, most likely in the password; " +
		"write % there as %25, # as %23, @ as %40, / as %2F, ? as %3F, and every other sign but letters and digits by its code too")

	errDatabaseHost = errors.New("DATABASE_URL names no host; " +
		"write it as postgres://user:password@host:5432/chaser?sslmode=require")

	errDatabaseName = errors.New("DATABASE_URL names no database; " +
		"put its name behind the host, as in postgres://user:password@host:5432/chaser")

	errDatabasePort = errors.New("DATABASE_URL has a port that is not a number from 1 to 65535; PostgreSQL's is 5432")

	errDatabaseHosts = errors.New("DATABASE_URL names several hosts as they cannot be read; " +
		"write them as postgres://user:password@/chaser?host=first,second&port=5432,5432&target_session_attrs=read-write")

	errDatabaseTLS = errors.New("DATABASE_URL has an sslmode that is not known; " +
		"write sslmode=require, verify-ca or verify-full, or disable where nobody else can read that network")

	errDatabaseWords = errors.New("DATABASE_URL cannot be read; write it as host=… port=5432 dbname=chaser user=… password='…', " +
		`with ' and \ in the password as \' and \\, or as postgres://user:password@host:5432/chaser`)
)

// checkDatabaseURL finds what is wrong with a database's address, in either of libpq's forms. It must not take part of
// an unescaped password for a host's name: those are printed, and name servers are asked about them.
func checkDatabaseURL(address string) error {
	if strings.ContainsFunc(address, unicode.IsControl) {
		return errDatabaseForm
	}
	for _, scheme := range []string{"postgres://", "postgresql://"} {
		if rest, is := strings.CutPrefix(address, scheme); is {
			return checkDatabaseAddress(address, rest)
		}
	}
	if words := address; strings.Contains(words, "=") && !schemed.MatchString(words) {
		return checkDatabaseWords(words)
	}
	return errDatabaseForm
}

var sslModes = []string{"disable", "allow", "prefer", "require", "verify-ca", "verify-full"}

var (
	schemed     = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9+.:-]*://`)
	settingName = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_.]*$`)
	hostName    = regexp.MustCompile(`^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9.])?$`)
	// severalHosts is how libpq writes them, each with its port. Our driver does not read it.
	severalHosts = regexp.MustCompile(`^[A-Za-z0-9._-]+:\d+(,[A-Za-z0-9._-]+(:\d+)?)+$`)
	portNumber   = regexp.MustCompile(`^0*([1-9]\d{0,3}|[1-5]\d{4}|6[0-4]\d{3}|65[0-4]\d{2}|655[0-2]\d|6553[0-5])$`)
)

// checkDatabaseAddress checks an address; rest is what follows its scheme. It first divides the address by hand, as a
// reader would. An unescaped sign shows there: an @ stands where none belongs, or the port is no number.
func checkDatabaseAddress(address, rest string) error {
	server, path := rest, ""
	if end := strings.IndexAny(rest, "/?#"); end >= 0 {
		server, path = rest[:end], rest[end:]
	}
	path, query, asked := strings.Cut(path, "?")
	u, err := url.Parse(address)
	host := server[strings.LastIndex(server, "@")+1:]
	switch {
	case strings.Contains(rest, "#"), strings.Count(server, "@") > 1, strings.Contains(path, "@"),
		strings.Count(path, "/") > 1, asked && !areSettings(query):
		return errDatabaseSigns
	case severalHosts.MatchString(host):
		return errDatabaseHosts
	case err != nil:
		name, port, _ := strings.Cut(host, ":")
		if strings.Contains(server, "@") && hostName.MatchString(name) && settingName.MatchString(port) {
			return errDatabasePort
		}
		return errDatabaseSigns
	}
	settings := u.Query()
	if port := u.Port(); port != "" && !portNumber.MatchString(port) {
		return errDatabasePort
	}
	if mode := settings.Get("sslmode"); mode != "" && !slices.Contains(sslModes, mode) {
		return errDatabaseTLS
	}
	name := u.Hostname()
	for _, setting := range []string{"host", "hostaddr"} {
		if name == "" {
			name = settings.Get(setting)
		}
	}
	return checkDatabasePlace(name, strings.TrimPrefix(u.Path, "/")+settings.Get("dbname"))
}

// areSettings reports whether what follows the ? is settings. Only a user's name or a password may hold an @.
func areSettings(query string) bool {
	if _, err := url.ParseQuery(query); err != nil {
		return false
	}
	for pair := range strings.SplitSeq(query, "&") {
		name, value, ok := strings.Cut(pair, "=")
		stray := strings.Contains(value, "@") && name != "user" && name != "password"
		if pair != "" && (stray || !ok || !settingName.MatchString(name)) {
			return false
		}
	}
	return true
}

// checkDatabasePlace checks the hosts, one or several with commas, and the database's name.
func checkDatabasePlace(hosts, database string) error {
	if hosts == "" {
		return errDatabaseHost
	}
	for host := range strings.SplitSeq(hosts, ",") {
		socket := strings.HasPrefix(host, "/") || strings.HasPrefix(host, "@")
		if !socket && !hostName.MatchString(host) && net.ParseIP(host) == nil {
			return errDatabaseSigns
		}
	}
	if database == "" {
		return errDatabaseName
	}
	return nil
}

// checkDatabaseWords checks an address of the form host=… dbname=….
func checkDatabaseWords(words string) error {
	settings, ok := splitDatabaseWords(words)
	if !ok {
		return errDatabaseWords
	}
	for name := range settings {
		if !settingName.MatchString(name) {
			return errDatabaseWords
		}
	}
	if port := settings["port"]; port != "" {
		for one := range strings.SplitSeq(port, ",") {
			if !portNumber.MatchString(one) {
				return errDatabasePort
			}
		}
	}
	if mode := settings["sslmode"]; mode != "" && !slices.Contains(sslModes, mode) {
		return errDatabaseTLS
	}
	if settings["service"] != "" { // a file of libpq's gives the rest
		return nil
	}
	hosts := settings["host"]
	if hosts == "" {
		hosts = settings["hostaddr"]
	}
	err := checkDatabasePlace(hosts, settings["dbname"])
	switch {
	case errors.Is(err, errDatabaseName):
		return errors.New("DATABASE_URL names no database; add its name, as in dbname=chaser")
	case errors.Is(err, errDatabaseHost):
		return errors.New("DATABASE_URL names no host; add it, as in host=localhost")
	case err != nil:
		return errDatabaseWords
	}
	return nil
}

// splitDatabaseWords divides the settings as libpq does: a value may stand in single quotes, and a backslash before a
// sign takes away its meaning.
func splitDatabaseWords(words string) (settings map[string]string, ok bool) {
	settings = map[string]string{}
	rest := []rune(words)
	skip := func() {
		for len(rest) > 0 && unicode.IsSpace(rest[0]) {
			rest = rest[1:]
		}
	}
	for skip(); len(rest) > 0; skip() {
		var name, value []rune
		for len(rest) > 0 && rest[0] != '=' && !unicode.IsSpace(rest[0]) {
			name, rest = append(name, rest[0]), rest[1:]
		}
		if skip(); len(rest) == 0 || rest[0] != '=' {
			return nil, false
		}
		rest = rest[1:]
		skip()
		quoted := len(rest) > 0 && rest[0] == '\''
		if quoted {
			rest = rest[1:]
		}
		for len(rest) > 0 && (quoted && rest[0] != '\'' || !quoted && !unicode.IsSpace(rest[0])) {
			if rest[0] == '\\' {
				if rest = rest[1:]; len(rest) == 0 {
					return nil, false
				}
			}
			value, rest = append(value, rest[0]), rest[1:]
		}
		if quoted {
			if len(rest) == 0 {
				return nil, false
			}
			rest = rest[1:]
		}
		settings[string(name)] = string(value)
	}
	return settings, true
}
