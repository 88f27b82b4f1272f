using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;

namespace Groundwork.Evals.Tests.Gates;

public class GateJUnitTests
{
    // The part of the schema of Jenkins' xunit plugin (junit-10.xsd) that is used here.
    private const string Schema = """
        <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
          <xs:complexType name="problem" mixed="true"><xs:attribute name="type" type="xs:string"/><xs:attribute name="message" type="xs:string"/></xs:complexType>
          <xs:element name="testsuites"><xs:complexType><xs:sequence><xs:element ref="testsuite" minOccurs="0" maxOccurs="unbounded"/></xs:sequence></xs:complexType></xs:element>
          <xs:element name="testsuite"><xs:complexType>
            <xs:sequence>
              <xs:element name="testcase" minOccurs="0" maxOccurs="unbounded"><xs:complexType>
                <xs:choice minOccurs="0" maxOccurs="unbounded"><xs:element name="failure" type="problem"/><xs:element name="error" type="problem"/><xs:element name="system-out" type="xs:string"/></xs:choice>
                <xs:attribute name="name" type="xs:string" use="required"/><xs:attribute name="classname" type="xs:string"/><xs:attribute name="time" type="xs:decimal"/>
              </xs:complexType></xs:element>
              <xs:element name="system-out" type="xs:string" minOccurs="0"/>
            </xs:sequence>
            <xs:attribute name="name" type="xs:string" use="required"/><xs:attribute name="tests" type="xs:int"/><xs:attribute name="failures" type="xs:int"/>
            <xs:attribute name="errors" type="xs:int"/><xs:attribute name="skipped" type="xs:int"/><xs:attribute name="time" type="xs:decimal"/>
          </xs:complexType></xs:element>
        </xs:schema>
        """;

    private static readonly GateDecision s_decision = new("gate <&>\u0001\ud800", "run", GateVerdict.Fail,
    [
        new RuleDecision("a", "at least 1", GateVerdict.Pass, "It is.", 5),
        new RuleDecision("b \u0000 ]]>", "at most \"2\"", GateVerdict.Fail, "The mean is \u001b[31m3\r\n", 5) { Tag = "language", TagValue = "日本", Worst = ["x<y"] },
        new RuleDecision("c", "no worse", GateVerdict.Inconclusive, "Too few.", 5) { ItemsNeeded = 3 },
    ]) { Notices = ["Notice <1>\u0002"] };

    [Fact]
    public void It_is_valid_whatever_the_names_hold()
    {
        var document = XDocument.Parse(Written());
        var schemas = new XmlSchemaSet();
        using var reader = XmlReader.Create(new StringReader(Schema));
        schemas.Add("", reader);
        var problems = new List<string>();
        document.Validate(schemas, (_, e) => problems.Add(e.Message));
        problems.ShouldBeEmpty();
    }

    [Fact]
    public void Fail_is_a_failure_and_inconclusive_an_error_so_that_neither_counts_as_passed()
    {
        var suite = XDocument.Parse(Written()).Root!.Element("testsuite")!;
        (suite.Attribute("tests")!.Value, suite.Attribute("failures")!.Value, suite.Attribute("errors")!.Value).ShouldBe(("3", "1", "1"));
        suite.Elements("testcase").Select(static c => c.Elements().First().Name.LocalName).ShouldBe(["system-out", "failure", "error"]);
        suite.Elements("testcase").ElementAt(1).Element("failure")!.Value.ShouldContain("Worst: x<y");
    }

    private static string Written()
    {
        using var writer = new StringWriter();
        GateJUnit.Write(s_decision, writer);
        return writer.ToString();
    }
}
