package dev.patchbay.simulator.backendless.where;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Cuts a clause into tokens. A quote inside a text is doubled. */
final class Lexer {
    private static final List<String> SYMBOLS = List.of("!=", "<>", "<=", ">=", "<", ">", "=", "(", ")", ",", "*");

    private final String clause;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private Lexer(String clause) {
        this.clause = clause;
    }

    static List<Token> tokens(String clause) {
        var lexer = new Lexer(clause);
        while (lexer.skipBlanks()) {
            lexer.tokens.add(lexer.next());
        }
        lexer.tokens.add(new Token.End(clause.length()));
        return lexer.tokens;
    }

    private boolean skipBlanks() {
        while (at < clause.length() && Character.isWhitespace(clause.charAt(at))) {
            at++;
        }
        return at < clause.length();
    }

    private Token next() {
        char c = clause.charAt(at);
        if (c == '\'') {
            return text();
        }
        if (Character.isDigit(c)
                || (c == '-' && at + 1 < clause.length() && Character.isDigit(clause.charAt(at + 1)))) {
            return number();
        }
        if (isNamePart(c)) {
            int start = at;
            while (at < clause.length() && isNamePart(clause.charAt(at))) {
                at++;
            }
            return new Token.Word(clause.substring(start, at), start);
        }
        for (String symbol : SYMBOLS) {
            if (clause.startsWith(symbol, at)) {
                at += symbol.length();
                return new Token.Symbol(symbol, at - symbol.length());
            }
        }
        throw new WhereSyntaxException("Unexpected character " + c, at);
    }

    private Token text() {
        int start = at++;
        var value = new StringBuilder();
        while (at < clause.length()) {
            char c = clause.charAt(at++);
            if (c != '\'') {
                value.append(c);
            } else if (at < clause.length() && clause.charAt(at) == '\'') {
                value.append('\'');
                at++;
            } else {
                return new Token.Text(value.toString(), start);
            }
        }
        throw new WhereSyntaxException("Text without an end", start);
    }

    private Token number() {
        int start = at++;
        while (at < clause.length() && (Character.isDigit(clause.charAt(at)) || clause.charAt(at) == '.')) {
            at++;
        }
        try {
            return new Token.Numeric(new BigDecimal(clause.substring(start, at)), start);
        } catch (NumberFormatException _) {
            throw new WhereSyntaxException("Not a number", start);
        }
    }

    private static boolean isNamePart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '.';
    }
}
