package dev.patchbay.simulator.backendless.where;

import java.util.List;
import java.util.Optional;

/** Walks over the tokens of a clause: each question moves on only when its answer is yes. */
final class Cursor {
    private final List<Token> tokens;
    private int at;

    Cursor(String clause) {
        tokens = Lexer.tokens(clause);
    }

    Token peek() {
        return tokens.get(at);
    }

    void skip() {
        at++;
    }

    Optional<String> word() {
        if (peek() instanceof Token.Word(var text, var _)) {
            at++;
            return Optional.of(text);
        }
        return Optional.empty();
    }

    boolean keyword(String keyword) {
        if (peek() instanceof Token.Word word && word.is(keyword)) {
            at++;
            return true;
        }
        return false;
    }

    boolean symbol(String symbol) {
        if (peek() instanceof Token.Symbol(var text, var _) && text.equals(symbol)) {
            at++;
            return true;
        }
        return false;
    }

    void expect(String symbol) {
        if (!symbol(symbol)) {
            throw failure("\"" + symbol + "\" expected");
        }
    }

    void expectKeyword(String keyword) {
        if (!keyword(keyword)) {
            throw failure(keyword + " expected");
        }
    }

    void expectEnd() {
        if (!(peek() instanceof Token.End)) {
            throw failure("End of the clause expected");
        }
    }

    WhereSyntaxException failure(String what) {
        return new WhereSyntaxException(what, peek().position());
    }
}
