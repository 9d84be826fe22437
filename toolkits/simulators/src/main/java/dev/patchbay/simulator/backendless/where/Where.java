package dev.patchbay.simulator.backendless.where;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The parser: comparisons, LIKE, IN, BETWEEN, IS [NOT] NULL, AND, OR, NOT, parentheses, the date phrases
 * {@code after}, {@code before}, {@code at or after}, {@code at or before}, and aggregate functions for having clauses.
 */
public final class Where {
    private final Cursor cursor;
    private int depth;

    private Where(String clause) {
        cursor = new Cursor(clause);
    }

    /** Throws {@link WhereSyntaxException} when the clause cannot be read. */
    public static Condition parse(String clause) {
        var parser = new Where(clause);
        Condition condition = parser.or();
        parser.cursor.expectEnd();
        return condition;
    }

    /** A comma list of columns and functions, each with {@code as Name} if wanted. {@code *} reads as a column of that name. */
    public static List<Selection> selections(String list) {
        var parser = new Where(list);
        var selections = new ArrayList<Selection>();
        do {
            selections.add(parser.selection());
        } while (parser.cursor.symbol(","));
        parser.cursor.expectEnd();
        return selections;
    }

    /** How two values are ordered in a sorted answer: null first, then as comparisons see them. */
    public static int order(JsonNode left, JsonNode right) {
        if (left.isNull() || right.isNull()) {
            return Boolean.compare(right.isNull(), left.isNull());
        }
        return Operator.compare(left, right);
    }

    private Condition or() {
        Condition left = and();
        while (cursor.keyword("or")) {
            left = new Condition.Or(left, and());
        }
        return left;
    }

    private Condition and() {
        Condition left = not();
        while (cursor.keyword("and")) {
            left = new Condition.And(left, not());
        }
        return left;
    }

    private Condition not() {
        // A clause is a caller's text: without a bound it could exhaust the stack.
        if (++depth > 200) {
            throw cursor.failure("Nested too deeply");
        }
        try {
            if (cursor.keyword("not")) {
                return new Condition.Not(not());
            }
            if (cursor.symbol("(")) {
                Condition inner = or();
                cursor.expect(")");
                return inner;
            }
            return predicate();
        } finally {
            depth--;
        }
    }

    private Condition predicate() {
        Operand operand = operand();
        if (cursor.keyword("is")) {
            boolean negated = cursor.keyword("not");
            cursor.expectKeyword("null");
            return negate(negated, new Condition.IsNull(operand));
        }
        boolean negated = cursor.keyword("not");
        if (cursor.keyword("like")) {
            return negate(negated, new Condition.Like(operand, literal().asText()));
        }
        if (cursor.keyword("in")) {
            return negate(negated, new Condition.In(operand, literals()));
        }
        if (cursor.keyword("between")) {
            JsonNode low = literal();
            cursor.expectKeyword("and");
            var from = new Condition.Comparison(operand, Operator.GREATER_OR_EQUAL, low);
            return negate(
                    negated,
                    new Condition.And(from, new Condition.Comparison(operand, Operator.LESS_OR_EQUAL, literal())));
        }
        if (negated) {
            throw cursor.failure("LIKE, IN or BETWEEN expected");
        }
        if (cursor.symbol("!=") || cursor.symbol("<>")) {
            return new Condition.Not(new Condition.Comparison(operand, Operator.EQUAL, literal()));
        }
        return new Condition.Comparison(operand, operator(), literal());
    }

    private static Condition negate(boolean negated, Condition condition) {
        return negated ? new Condition.Not(condition) : condition;
    }

    private Operator operator() {
        if (cursor.keyword("at")) {
            cursor.expectKeyword("or");
            if (cursor.keyword("after")) {
                return Operator.GREATER_OR_EQUAL;
            }
            cursor.expectKeyword("before");
            return Operator.LESS_OR_EQUAL;
        }
        if (cursor.symbol("=")) {
            return Operator.EQUAL;
        }
        if (cursor.symbol("<=")) {
            return Operator.LESS_OR_EQUAL;
        }
        if (cursor.symbol(">=")) {
            return Operator.GREATER_OR_EQUAL;
        }
        if (cursor.symbol("<") || cursor.keyword("before")) {
            return Operator.LESS;
        }
        if (cursor.symbol(">") || cursor.keyword("after")) {
            return Operator.GREATER;
        }
        throw cursor.failure("Operator expected");
    }

    private List<JsonNode> literals() {
        cursor.expect("(");
        var literals = new ArrayList<JsonNode>();
        do {
            literals.add(literal());
        } while (cursor.symbol(","));
        cursor.expect(")");
        return literals;
    }

    private JsonNode literal() {
        JsonNode value = switch (cursor.peek()) {
            case Token.Text(var text, var _) -> TextNode.valueOf(text);
            case Token.Numeric(var number, var _) -> DecimalNode.valueOf(number);
            case Token.Word word when word.is("true") -> BooleanNode.TRUE;
            case Token.Word word when word.is("false") -> BooleanNode.FALSE;
            case Token.Word _, Token.Symbol _, Token.End _ -> throw cursor.failure("Value expected");
        };
        cursor.skip();
        return value;
    }

    private Selection selection() {
        if (cursor.symbol("*")) {
            return new Selection(new Operand.Column(List.of("*")), "*");
        }
        Operand operand = operand();
        if (cursor.keyword("as")) {
            return new Selection(operand, cursor.word().orElseThrow(() -> cursor.failure("Name expected")));
        }
        return new Selection(
                operand,
                switch (operand) {
                    case Operand.Column column -> column.toString();
                    case Operand.Aggregate(var function, var _) -> function;
                });
    }

    private Operand operand() {
        String name = cursor.word().orElseThrow(() -> cursor.failure("Column expected"));
        if (!cursor.symbol("(")) {
            return column(name);
        }
        String inner = cursor.word().orElseThrow(() -> cursor.failure("Column expected"));
        cursor.expect(")");
        return new Operand.Aggregate(name.toLowerCase(Locale.ROOT), column(inner));
    }

    private static Operand.Column column(String name) {
        return new Operand.Column(List.of(name.split("\\.", -1)));
    }
}
