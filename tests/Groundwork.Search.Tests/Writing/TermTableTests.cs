using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Groundwork.Search.Writing;

namespace Groundwork.Search.Tests.Writing;

public sealed class TermTableTests
{
    [Fact]
    public void Terms_are_numbered_once_and_sorted_by_their_bytes() =>
        Prop.ForAll(Gen.OneOf(Gen.Choose(0, 40).Select(n => new string('a', n)), Gen.Choose(0, 300).Select(n => "prefix/prefix/" + n), Gen.Choose(0, 0xD7FF).Select(c => ((char)c).ToString()), Gen.Choose(1, 40).Select(n => "z" + new string('\0', n)))
            .ListOf().ToArbitrary(), terms =>
        {
            var table = new TermTable();
            var numbers = terms.Select(t => table.NumberOf(Encoding.UTF8.GetBytes(t))).ToList();
            var different = terms.Distinct(StringComparer.Ordinal).ToList();
            numbers.ShouldBe(terms.Select(t => different.IndexOf(t)));
            table.Count.ShouldBe(different.Count);
            for (var i = 0; i < different.Count; i++) Encoding.UTF8.GetString(table[i]).ShouldBe(different[i]);
            var sorted = different.ToList();
            sorted.Sort((a, b) => Encoding.UTF8.GetBytes(a).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(b)));
            table.Sorted().Select(n => different[n]).ShouldBe(sorted);
            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200).WithEndSize(400));

    [Fact]
    public void Long_common_beginnings_sort_right()
    {
        var table = new TermTable();
        var terms = Enumerable.Range(0, 500).Select(i => new string('p', 700) + ((i * 7919) % 500)).ToList();
        foreach (var term in terms) table.NumberOf(Encoding.UTF8.GetBytes(term));
        table.Sorted().Select(n => terms[n]).ShouldBe(terms.Order(StringComparer.Ordinal));
    }
}
