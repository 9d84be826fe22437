package dev.patchbay.gateway.testhttp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each of these paths says the same to REST Assured 6.0. */
class JsonPathTest {
    private final JsonPath document = JsonPath.from("""
            {"n":0,"big":5000000000,"none":null,"x-y":"hyphen","a.b":"dotted","names":["ab","cd"],"items":[
             {"id":"i1","on":true,"size":7,"in":{"deep":1},"list":[1,2]},
             {"id":"i2","on":false,"in":null,"list":[3]},
             null]}""");

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    n                                   | 0
                    big                                 | 5000000000
                    none                                | null
                    missing                             | null
                    missing.below[3].x                  | null
                    none.below                          | null
                    x-y                                 | hyphen
                    'a.b'                               | dotted
                    names                               | [ab, cd]
                    names[0]                            | ab
                    names[-1]                           | cd
                    names[2]                            | null
                    names.size()                        | 2
                    items.size()                        | 3
                    items[0].size                       | 7
                    items.id                            | [i1, i2]
                    items.in                            | [{deep=1}, null]
                    items.in.deep                       | [1]
                    items.list                          | [[1, 2], [3]]
                    items.missing                       | [null, null]
                    items[0].in.deep                    | 1
                    items[1].in.deep                    | null
                    names.find { it == 'cd' }           | cd
                    names.find { it == 'ef' }           | null
                    names.find { it == 'ef' }.below     | null
                    names.findAll { it.startsWith('a')} | [ab]
                    names.findAll{it.contains('d')}     | [cd]
                    """)
    void aPathLeadsToWhatIsThere(String path, String expected) {
        assertThat(String.valueOf(document.<Object>get(path))).isEqualTo(expected);
    }

    @Test
    void elementsAreFoundByWhatTheyHold() {
        var items = JsonPath.from(document.prettify().replaceFirst(", null ]", "]"));

        assertThat(items.getInt("items.find { it.id == 'i2' }.list[0]")).isEqualTo(3);
        assertThat(items.<String>getList("items.findAll{it.on}.id")).containsExactly("i1");
        assertThat(items.getString("items.find { it.id.contains('2') }.id")).isEqualTo("i2");
    }

    @Test
    void pathsBeginWhereTheyAreTold() {
        assertThat(document.setRootPath("items[0]").getString("id")).isEqualTo("i1");
        assertThat(document.getMap("")).containsEntry("size", 7);
        assertThat(document.setRootPath("").getMap("$")).containsKey("items");
    }

    @Test
    void whatCannotBeUnderstoodOrIsNotThereIsSaid() {
        assertThatThrownBy(() -> document.get("items.collect { it.id }"))
                .hasMessageContaining("no path that these tests understand")
                .hasMessageContaining("from \" { it.id }\" on");
        assertThatThrownBy(() -> document.get("n.below")).hasMessageContaining("no member below in 0");
        assertThatThrownBy(() -> document.getInt("missing")).hasMessageContaining("nothing at missing in {n=0");
        assertThatThrownBy(() -> document.getBoolean("none")).hasMessageContaining("nothing at none");
        assertThatThrownBy(() -> JsonPath.from("<html>")).hasMessageContaining("not JSON: <html>");
    }
}
