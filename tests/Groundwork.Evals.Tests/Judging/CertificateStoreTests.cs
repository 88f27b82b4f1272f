using Groundwork.Storage;
using Groundwork.TestKit;

namespace Groundwork.Evals.Tests.Judging;

public sealed class CertificateStoreTests
{
    [Fact]
    public async Task A_certificate_is_found_by_the_judge_it_was_made_for_and_by_no_changed_one()
    {
        using var folder = new TemporaryDirectory();
        await using var database = await SqliteDatabase.OpenAsync(folder.File("evals.db"), CertificateStore.Migrations, new ManualClock(), CancellationToken.None);
        var store = new CertificateStore(database);
        var labels = Sets.Grades(40);
        var judge = new RubricJudge(ScriptedJudge.Grades(Sets.Truth(labels)).As(), Sets.Rubric());
        var changed = new RubricJudge(ScriptedJudge.Grades(Sets.Truth(labels)).As(model: "acme-judge-2"), Sets.Rubric());
        var certificate = await new Certifier(new CertifierOptions(), new ManualClock()).CertifyAsync(judge, labels, CancellationToken.None);

        await store.SaveAsync(certificate, CancellationToken.None);

        var found = (await store.FindAsync(judge.Fingerprint, "faithfulness", CancellationToken.None)).ShouldNotBeNull();
        CertificateFormat.Write(found).ShouldBe(CertificateFormat.Write(certificate));
        found.IsValidFor(changed.Fingerprint).ShouldBeFalse();
        (await store.FindAsync(changed.Fingerprint, null, CancellationToken.None)).ShouldBeNull();
        (await store.FindAsync(judge.Fingerprint, "tone", CancellationToken.None)).ShouldBeNull();
        (await store.ListAsync(10, CancellationToken.None)).ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[1]")]
    public void What_is_no_certificate_is_refused(string json) => Should.Throw<FormatException>(() => CertificateFormat.Read(json));
}
