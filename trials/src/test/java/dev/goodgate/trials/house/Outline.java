package dev.goodgate.trials.house;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.SynchronizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** What one Java file declares, as the compiler's own parser sees it. */
record Outline(
    SourceFile file,
    List<Type> types,
    List<Method> methods,
    List<Long> synchronizedLines,
    List<String> badges) {
  /** A type declared at the top level. */
  record Type(String name, boolean isPublic) {}

  /** A method or constructor; {@code badges} are the simple names of its annotations. */
  record Method(String name, long line, long lines, int parameters, List<String> badges) {}

  static Outline of(SourceFile file) {
    var compiler = ToolProvider.getSystemJavaCompiler();
    var options = List.of("-proc:none");
    var task =
        (JavacTask)
            compiler.getTask(null, null, unused -> {}, options, null, List.of(inMemory(file)));
    try {
      CompilationUnitTree unit = task.parse().iterator().next();
      Reader reader = new Reader(unit, Trees.instance(task).getSourcePositions());
      reader.scan(unit, null);
      return new Outline(
          file,
          unit.getTypeDecls().stream()
              .filter(ClassTree.class::isInstance)
              .map(ClassTree.class::cast)
              .map(Outline::type)
              .toList(),
          reader.methods,
          reader.synchronizedLines,
          reader.typeBadges);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Type type(ClassTree tree) {
    boolean isPublic = tree.getModifiers().getFlags().contains(Modifier.PUBLIC);
    return new Type(tree.getSimpleName().toString(), isPublic);
  }

  private static JavaFileObject inMemory(SourceFile file) {
    URI uri = URI.create("memory:///" + file.path().replace(' ', '_'));
    return new SimpleJavaFileObject(uri, JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean unused) {
        return file.text();
      }
    };
  }

  private static final class Reader extends TreeScanner<@Nullable Void, @Nullable Void> {
    private final CompilationUnitTree unit;
    private final SourcePositions positions;
    final List<Method> methods = new ArrayList<>();
    final List<Long> synchronizedLines = new ArrayList<>();
    final List<String> typeBadges = new ArrayList<>();
    private boolean inRecord;

    Reader(CompilationUnitTree unit, SourcePositions positions) {
      this.unit = unit;
      this.positions = positions;
    }

    @Override
    public @Nullable Void visitClass(ClassTree tree, @Nullable Void unused) {
      boolean outer = inRecord;
      inRecord = tree.getKind() == Tree.Kind.RECORD;
      typeBadges.addAll(badges(tree.getModifiers().getAnnotations()));
      super.visitClass(tree, unused);
      inRecord = outer;
      return null;
    }

    @Override
    public @Nullable Void visitMethod(MethodTree tree, @Nullable Void unused) {
      String name = tree.getName().toString();
      long first = line(positions.getStartPosition(unit, tree));
      long last = line(positions.getEndPosition(unit, tree));
      boolean makesRecord = inRecord && name.equals("<init>");
      if (tree.getModifiers().getFlags().contains(Modifier.SYNCHRONIZED)) {
        synchronizedLines.add(first);
      }
      methods.add(
          new Method(
              name,
              first,
              last - first + 1,
              makesRecord ? 0 : tree.getParameters().size(),
              badges(tree.getModifiers().getAnnotations())));
      return super.visitMethod(tree, unused);
    }

    @Override
    public @Nullable Void visitSynchronized(SynchronizedTree tree, @Nullable Void unused) {
      synchronizedLines.add(line(positions.getStartPosition(unit, tree)));
      return super.visitSynchronized(tree, unused);
    }

    private long line(long position) {
      return unit.getLineMap().getLineNumber(position);
    }

    private static List<String> badges(
        List<? extends com.sun.source.tree.AnnotationTree> annotations) {
      return annotations.stream()
          .map(each -> each.getAnnotationType().toString())
          .map(name -> name.substring(name.lastIndexOf('.') + 1))
          .toList();
    }
  }
}
