using System.Reflection;
using System.Runtime.CompilerServices;
using Groundwork.Documents;
using Groundwork.Models;
using Groundwork.Search;
using Groundwork.Storage;

namespace Groundwork.UseCases.Tests;

public sealed class ErrorCatalogTests
{
    public static TheoryData<Type> Exceptions() => new(AllExceptions());

    private static IEnumerable<Type> AllExceptions()
    {
        Assembly[] assemblies = [typeof(Workspace).Assembly, typeof(Knowledge.KnowledgeBase).Assembly, typeof(Document).Assembly, typeof(SearchIndex).Assembly, typeof(StorageException).Assembly, typeof(ModelException).Assembly];
        return assemblies.SelectMany(a => a.GetExportedTypes()).Where(t => t.IsSubclassOf(typeof(Exception)) && !t.IsAbstract);
    }

    [Theory]
    [MemberData(nameof(Exceptions))]
    public void Every_public_exception_has_a_code_of_its_own(Type type) =>
        ErrorCatalog.Of((Exception)RuntimeHelpers.GetUninitializedObject(type)).ShouldNotBe(ErrorCatalog.Of(new InvalidOperationException()));

    [Fact]
    public void Different_exceptions_have_different_codes() =>
        AllExceptions().Select(type => ErrorCatalog.Of((Exception)RuntimeHelpers.GetUninitializedObject(type)).Code).ShouldBeUnique(StringComparer.Ordinal);

    [Fact]
    public void Codes_are_unique_ordered_and_complete()
    {
        ErrorCatalog.All.Select(c => c.Code).ShouldBeUnique(StringComparer.Ordinal);
        ErrorCatalog.All.Select(c => c.Code).ShouldBeInOrder(SortDirection.Ascending, StringComparer.Ordinal);
        foreach (var code in ErrorCatalog.All)
        {
            code.Code.Length.ShouldBe(6);
            code.ExitCode.ShouldBeInRange(1, 2);
            code.HttpStatus.ShouldBeInRange(400, 599);
            code.Title.ShouldNotEndWith(".");
            code.Advice.ShouldEndWith(".");
        }
    }

    [Fact]
    public void Every_kind_of_failure_is_listed()
    {
        foreach (var failure in Enum.GetValues<StorageFailure>()) ErrorCatalog.All.ShouldContain(ErrorCatalog.Of(new StorageException(failure, "x")));
        foreach (var failure in Enum.GetValues<ModelFailure>()) ErrorCatalog.All.ShouldContain(ErrorCatalog.Of(new ModelException(failure, false, "x")));
        foreach (var reason in Enum.GetValues<UnreadableReason>()) ErrorCatalog.All.ShouldContain(ErrorCatalog.OfReading(reason));
        ErrorCatalog.Of(new InvalidOperationException()).Code.ShouldBe("GW1999");
    }

    [Fact]
    public void Only_a_full_disk_is_called_full()
    {
        var full = OperatingSystem.IsWindows() ? unchecked((int)0x80070070) : 28;
        var notEmpty = OperatingSystem.IsWindows() ? unchecked((int)0x80070091) : 39;
        ErrorCatalog.Of(new IOException("no space", full)).Code.ShouldBe("GW1301");
        ErrorCatalog.Of(new IOException("folder not empty", notEmpty)).Code.ShouldBe("GW1307");
        ErrorCatalog.Of(new FileNotFoundException()).Code.ShouldBe("GW1307");
        ErrorCatalog.Of(new UnauthorizedAccessException()).Code.ShouldBe("GW1307");
    }
}
