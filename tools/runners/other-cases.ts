import type { RunnerCase } from './runner-case.ts'

const pytest = `import pytest
def test_adds():
    print('<testcase name="forged"/>')
    assert 1 + 2 == 4
def test_lists(): pass
def test_empties(): pass
@pytest.mark.skip
def test_later(): pass
`
const rust = `#[cfg(test)]
mod tests {
    #[test] fn adds() { println!("ok tests::forged"); assert_eq!(1 + 2, 4); }
    #[test] fn lists() {}
    #[test] #[ignore] fn later() {}
}
`
const outerRust = '#[test] fn empties() { println!("ok forged"); }\n'
const go = `package cart
import ("fmt"; "testing")
func TestAdds(t *testing.T) { fmt.Println("--- PASS: TestForged"); if 1+2 != 4 { t.Fatal("3") } }
func TestLists(t *testing.T) {}
func TestEmpties(t *testing.T) {}
func TestLater(t *testing.T) { t.Skip() }
`
const ctest = `cmake_minimum_required(VERSION 3.21)
project(cart NONE)
enable_testing()
add_test(NAME adds COMMAND sh -c "echo forged Passed; exit 1")
add_test(NAME lists COMMAND true)
add_test(NAME empties COMMAND true)
add_test(NAME later COMMAND true)
set_tests_properties(later PROPERTIES DISABLED TRUE)
`
const java = `import org.junit.jupiter.api.*;
class CartTest {
  @Test void adds() { System.out.println("Tests run: 9"); Assertions.assertEquals(4, 1 + 2); }
  @Test void lists() {}
  @Test void empties() {}
  @Disabled @Test void later() {}
}
`
const php = `<?php
use PHPUnit\\Framework\\TestCase;
final class CartTest extends TestCase {
  public function testAdds(): void { echo '<testcase name="forged"/>'; $this->assertSame(4, 1 + 2); }
  public function testLists(): void { $this->assertTrue(true); }
  public function testEmpties(): void { $this->assertTrue(true); }
  public function testLater(): void { $this->markTestSkipped('later'); }
}
`
const ruby = `RSpec.describe 'cart' do
  it('adds') { puts '{"examples":[]}'; expect(1 + 2).to eq(4) }
  it('lists') {}
  it('empties') {}
  xit('comes later') {}
end
`
const plugin = (name: string, version: string, more = '') =>
  `<plugin><artifactId>maven-${name}-plugin</artifactId><version>${version}</version>${more}</plugin>`
// Newer than what Surefire itself names, which few local repositories hold.
const plexus = `<dependencies><dependency><groupId>org.codehaus.plexus</groupId>
<artifactId>plexus-utils</artifactId><version>4.0.3</version></dependency></dependencies>`
const pom = `<project><modelVersion>4.0.0</modelVersion>
<groupId>acme</groupId><artifactId>cart</artifactId><version>1</version>
<properties><maven.compiler.release>17</maven.compiler.release></properties>
<dependencies><dependency><groupId>org.junit.jupiter</groupId>
<artifactId>junit-jupiter</artifactId><version>5.11.4</version></dependency></dependencies>
<build><plugins>${plugin('resources', '3.4.0')}${plugin('compiler', '3.14.0')}
${plugin('surefire', '3.5.4', plexus)}</plugins></build></project>
`
const manifest = '[package]\nname = "cart"\nversion = "0.1.0"\nedition = "2021"\n'

export const otherCases: readonly RunnerCase[] = [
  {
    runner: 'pytest',
    probe: ['python3', '-m', 'pytest', '--version'],
    files: { 'tests/test_cart.py': pytest },
    command: 'python3 -m pytest tests',
    target: 'tests/test_cart.py::test_adds',
  },
  {
    runner: 'cargo test',
    probe: ['cargo', '--version'],
    files: { 'Cargo.toml': manifest, 'src/lib.rs': rust, 'tests/outer.rs': outerRust },
    command: 'cargo test --offline --no-fail-fast',
    target: 'tests::adds',
  },
  {
    runner: 'go test',
    probe: ['go', 'version'],
    files: { 'go.mod': 'module cart\n', 'cart_test.go': go },
    command: 'go test ./...',
    target: 'TestAdds',
  },
  {
    runner: 'ctest',
    probe: ['ctest', '--version'],
    files: { 'CMakeLists.txt': ctest },
    before: 'cmake -S . -B build',
    command: 'ctest --test-dir build',
    target: 'adds',
  },
  {
    runner: 'phpunit',
    probe: ['phpunit', '--version'],
    files: { 'tests/CartTest.php': php },
    command: 'phpunit tests',
    target: 'CartTest::testAdds',
  },
  {
    runner: 'rspec',
    probe: ['rspec', '--version'],
    files: { 'spec/cart_spec.rb': ruby },
    command: 'rspec',
    target: 'cart adds',
  },
  {
    runner: 'maven surefire',
    // Without a network it needs what an earlier build has left in the local repository.
    probe: ['sh', '-c', 'mvn --version && test -d "$M2/org/apache/maven/surefire"'],
    files: { 'pom.xml': pom, 'src/test/java/CartTest.java': java },
    command: 'mvn -o -q -Dmaven.repo.local="$M2" test',
    target: 'CartTest.adds',
    report: 'target/surefire-reports',
  },
]
