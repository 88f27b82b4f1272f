using System.Text;
using System.Xml;
using Groundwork.Evals.Reporting;

namespace Groundwork.Evals.Gates;

/// <summary>A decision as JUnit XML, in the form that Jenkins, GitLab and the Ant schema share.</summary>
internal static class JUnitForm
{
    private static readonly XmlWriterSettings s_settings = new() { Indent = true, NewLineChars = "\n", OmitXmlDeclaration = true };

    public static void Write(GateDecision decision, TextWriter writer)
    {
        // The declaration of a writer of characters would say UTF-16, whatever the bytes become.
        writer.Write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        using (var xml = XmlWriter.Create(writer, s_settings))
        {
            xml.WriteStartElement("testsuites");
            xml.WriteStartElement("testsuite");
            xml.WriteAttributeString("name", Clean($"gate {decision.Gate}"));
            xml.WriteAttributeString("tests", Show.Plain(decision.Rules.Count));
            xml.WriteAttributeString("failures", Show.Plain(decision.Rules.Count(static r => r.Verdict == GateVerdict.Fail)));
            xml.WriteAttributeString("errors", Show.Plain(decision.Rules.Count(static r => r.Verdict == GateVerdict.Inconclusive)));
            xml.WriteAttributeString("skipped", "0");
            xml.WriteAttributeString("time", "0");
            foreach (var rule in decision.Rules) Case(xml, decision, rule);
            if (decision.Notices.Count > 0) xml.WriteElementString("system-out", Clean(string.Join('\n', decision.Notices)));
            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        writer.Write('\n');
    }

    private static void Case(XmlWriter xml, GateDecision decision, RuleDecision rule)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("classname", Clean(decision.Gate));
        xml.WriteAttributeString("name", Clean(rule.Tag is null ? $"{rule.Metric}: {rule.Demand}" : $"{rule.Metric} [{rule.Tag} {rule.TagValue}]: {rule.Demand}"));
        xml.WriteAttributeString("time", "0");
        if (rule.Verdict != GateVerdict.Pass)
        {
            xml.WriteStartElement(rule.Verdict == GateVerdict.Fail ? "failure" : "error");
            xml.WriteAttributeString("message", Clean(rule.Reason));
            xml.WriteAttributeString("type", Show.Verdict(rule.Verdict));
            xml.WriteString(Clean(rule.Worst.Count == 0 ? rule.Reason : $"{rule.Reason}\nWorst: {string.Join(", ", rule.Worst)}"));
            xml.WriteEndElement();
        }
        else xml.WriteElementString("system-out", Clean(rule.Reason));

        xml.WriteEndElement();
    }

    private static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) clean.Append(text[i]).Append(text[++i]);
            else clean.Append(XmlConvert.IsXmlChar(text[i]) ? text[i] : '\ufffd');
        }

        return clean.ToString();
    }
}
